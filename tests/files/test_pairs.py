from photosearch.files.pairs import raw_partners


def test_a_raw_is_paired_with_the_jpeg_or_heic_beside_it() -> None:
    found = [b"a/IMG_1.CR2", b"a/img_1.jpg", b"a/IMG_2.nef", b"a/IMG_2.HEIC", b"a/IMG_3.dng", b"b/IMG_3.jpg", b"x.png"]
    assert raw_partners(found) == {b"a/IMG_1.CR2": b"a/img_1.jpg", b"a/IMG_2.nef": b"a/IMG_2.HEIC"}


def test_two_raws_of_one_name_have_one_partner() -> None:
    assert raw_partners([b"a.cr2", b"a.dng", b"a.jpg"]) == {b"a.cr2": b"a.jpg", b"a.dng": b"a.jpg"}


def test_of_two_candidates_the_first_by_name_is_taken_whatever_the_order() -> None:
    assert raw_partners([b"a.jpg", b"a.heic", b"a.cr2"]) == raw_partners([b"a.heic", b"a.jpg", b"a.cr2"])


def test_names_with_dots_without_endings_and_of_any_bytes_are_fine() -> None:
    assert raw_partners([b"a.b.CR2", b"a.b.JPG", b"CR2", b".CR2", b"\xff.cr2", b"\xff.jpg"]) == {
        b"a.b.CR2": b"a.b.JPG",
        b"\xff.cr2": b"\xff.jpg",
    }


def test_folders_that_differ_in_case_are_different_folders() -> None:
    assert raw_partners([b"A/x.cr2", b"a/x.jpg"]) == {}


def test_png_is_no_partner_and_a_jpeg_alone_has_none() -> None:
    assert raw_partners([b"a.cr2", b"a.png", b"b.jpg"]) == {}
