"""The networks of torchvision that can be exported, each cut into the parts after which its maps are taken.

Maps are rectified wherever the network rectifies them: `deep` are its last, at stride 32, `second` the next-shallower
ones at stride 16, and VGG-16's relu5_2, as the SCDA papers have it (three layers before pool5).
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import torchvision.models as zoo
from torch import Tensor, nn
from torchvision.models.vgg import cfgs, make_layers

from photosearch.train.onnx_graph import DEEP_OUTPUT, SECOND_OUTPUT

Triple = tuple[float, float, float]
Stages = Mapping[str, nn.Module]
"""Parts of a network in order, under the names that their results get as outputs."""
IMAGENET_MEAN, IMAGENET_STD = (123.675, 116.28, 103.53), (58.395, 57.12, 57.375)
SIGNED = (127.5, 127.5, 127.5)
CAFFE_MEAN, UNIT = (123.68, 116.779, 103.939), (1.0, 1.0, 1.0)
CONV5_1 = "conv5_1"


@dataclass(frozen=True, slots=True)
class Network:
    """A network that can be exported.

    `build` makes it with so many classes; `stages` cuts it; `head` is the name of the linear layer that is given the
    mean of the deep maps, None where there is none; `left_out` are beginnings of weights' names that the export does
    not need; `zoo` is torchvision's own name, None where it has no weights; mean and std are those of values 0 to 255.
    """

    title: str
    build: Callable[[int], nn.Module]
    stages: Callable[[nn.Module], Stages]
    head: str | None
    zoo: str | None
    left_out: tuple[str, ...] = ()
    mean: Triple = IMAGENET_MEAN
    std: Triple = IMAGENET_STD
    comment: str = ""


class VggMaps(nn.Module):
    """The convolutions of a VGG; its fully connected layers, most of its weights, are left out."""

    def __init__(self, layout: str) -> None:
        super().__init__()
        self.features = make_layers(cfgs[layout])

    def forward(self, pictures: Tensor) -> Tensor:
        """Return pool5."""
        maps: Tensor = self.features(pictures)
        return maps


class VggCam(nn.Module):
    """VGG-16 without pool5 and fully connected layers, with a convolution and a linear layer on the mean of its maps.

    Zhou, Khosla, Lapedriza, Oliva, Torralba: "Learning Deep Features for Discriminative Localization", CVPR 2016.
    Names: `features.0` to `features.28` as in torchvision's VGG-16, `features.30` the new convolution, `classifier`.
    """

    def __init__(self, classes: int) -> None:
        super().__init__()
        own = [nn.Conv2d(512, 1024, 3, padding=1), nn.ReLU(inplace=True)]
        self.features = nn.Sequential(*list(make_layers(cfgs["D"]))[:30], *own)
        self.classifier = nn.Linear(1024, classes)

    def forward(self, pictures: Tensor) -> Tensor:
        """Return the logits."""
        logits: Tensor = self.classifier(self.features(pictures).mean(dim=(2, 3)))
        return logits


def _sequence(net: nn.Module, names: str) -> list[nn.Module]:
    return [getattr(net, name) for name in names.split()]


def _halves(lower: Sequence[nn.Module], upper: Sequence[nn.Module]) -> Stages:
    return {SECOND_OUTPUT: nn.Sequential(*lower), DEEP_OUTPUT: nn.Sequential(*upper)}


def _resnet(net: nn.Module) -> Stages:
    return _halves(_sequence(net, "conv1 bn1 relu maxpool layer1 layer2 layer3"), _sequence(net, "layer4"))


def _vgg(*cuts: int) -> Callable[[nn.Module], Stages]:
    """Return what cuts a VGG after so many layers: before the last two, or the last, of its outputs."""
    names = (CONV5_1, SECOND_OUTPUT, DEEP_OUTPUT)[-len(cuts) - 1 :]

    def stages(net: nn.Module) -> Stages:
        layers = list(net.features.children())
        ends = (0, *cuts, len(layers))
        return {
            name: nn.Sequential(*layers[first:last])
            for name, (first, last) in zip(names, itertools.pairwise(ends), strict=True)
        }

    return stages


def _mobilenet(net: nn.Module) -> Stages:
    layers = list(net.features.children())
    widened, *narrowed = layers[14].conv.children()  # the last maps at stride 16 that are rectified
    return _halves([*layers[:14], widened], [*narrowed, *layers[15:]])


def _densenet(net: nn.Module) -> Stages:
    names = [name for name, _ in net.features.named_children()]
    cut = names.index("transition3")
    layers = list(net.features.children())
    norm, relu, *rest = layers[cut].children()
    return _halves([*layers[:cut], norm, relu], [*rest, *layers[cut + 1 :], nn.ReLU()])


def _googlenet(net: nn.Module) -> Stages:
    lower = (
        "conv1 maxpool1 conv2 conv3 maxpool2 inception3a inception3b maxpool3 "
        "inception4a inception4b inception4c inception4d inception4e"
    )
    return _halves(_sequence(net, lower), _sequence(net, "maxpool4 inception5a inception5b"))


def _inception(net: nn.Module) -> Stages:
    lower = (
        "Conv2d_1a_3x3 Conv2d_2a_3x3 Conv2d_2b_3x3 maxpool1 Conv2d_3b_1x1 Conv2d_4a_3x3 maxpool2 "
        "Mixed_5b Mixed_5c Mixed_5d Mixed_6a Mixed_6b Mixed_6c Mixed_6d Mixed_6e"
    )
    return _halves(_sequence(net, lower), _sequence(net, "Mixed_7a Mixed_7b Mixed_7c"))


def _features(net: nn.Module) -> Stages:
    return {DEEP_OUTPUT: nn.Sequential(*net.features.children())}


def _without_classifier(_classes: int) -> nn.Module:
    net = zoo.convnext_tiny()
    net.classifier = nn.Identity()
    return net


def _resnet_of(name: str, title: str) -> Network:
    return Network(title, lambda classes: zoo.get_model(name, num_classes=classes), _resnet, "fc", name)


def _densenet_of(name: str, title: str) -> Network:
    return Network(title, lambda classes: zoo.get_model(name, num_classes=classes), _densenet, "classifier", name)


NETWORKS: Mapping[str, Network] = {
    "resnet18": _resnet_of("resnet18", "ResNet-18"),
    "resnet50": _resnet_of("resnet50", "ResNet-50"),
    "resnet101": _resnet_of("resnet101", "ResNet-101"),
    "vgg16": Network(
        "VGG-16, as the SCDA papers use it",
        lambda _: VggMaps("D"),
        _vgg(26, 28),
        None,
        "vgg16",
        ("classifier.",),
        comment="deep is pool5, second relu5_2. conv5_1 (rectified), which papers on bags of words use, is an output\n"
        'as well: to use it, give the network another name, and put second = "conv5_1".',
    ),
    "vgg19": Network("VGG-19", lambda _: VggMaps("E"), _vgg(34), None, "vgg19", ("classifier.",)),
    "vgg16-cam": Network(
        "VGG-16-CAM",
        VggCam,
        _vgg(23),
        "classifier",
        None,
        mean=CAFFE_MEAN,
        std=UNIT,
        comment="deep is at stride 16, second (relu4_3) at stride 8.",
    ),
    "densenet121": _densenet_of("densenet121", "DenseNet-121"),
    "densenet161": _densenet_of("densenet161", "DenseNet-161"),
    "googlenet": Network(
        "GoogLeNet",
        lambda classes: zoo.googlenet(num_classes=classes, aux_logits=False, init_weights=False),
        _googlenet,
        "fc",
        "googlenet",
        ("aux1.", "aux2."),
        SIGNED,
        SIGNED,
    ),
    "inception_v3": Network(
        "Inception-v3",
        lambda classes: zoo.inception_v3(num_classes=classes, aux_logits=False, init_weights=False),
        _inception,
        "fc",
        "inception_v3",
        ("AuxLogits.",),
        SIGNED,
        SIGNED,
    ),
    "mobilenet_v2": Network(
        "MobileNetV2", lambda classes: zoo.mobilenet_v2(num_classes=classes), _mobilenet, "classifier.1", "mobilenet_v2"
    ),
    "efficientnet_b0": Network(
        "EfficientNet-B0",
        lambda classes: zoo.efficientnet_b0(num_classes=classes),
        _features,
        "classifier.1",
        "efficientnet_b0",
    ),
    "convnext_tiny": Network("ConvNeXt tiny", _without_classifier, _features, None, "convnext_tiny", ("classifier.",)),
}
"""By the names that the catalogue has for them where it is the same network, and else by torchvision's."""
