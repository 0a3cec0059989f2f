<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>AimChoice</name>
    <message>
        <source>What of the photos is compared</source>
        <translation>Was an den Fotos verglichen wird</translation>
    </message>
    <message>
        <source>by the chosen method</source>
        <translation>mit dem gewählten Verfahren</translation>
    </message>
    <message>
        <source>Compares what the method above the photos compares.</source>
        <translation>Vergleicht, was das über den Fotos gewählte Verfahren vergleicht.</translation>
    </message>
    <message>
        <source>main object</source>
        <translation>Hauptobjekt</translation>
    </message>
    <message>
        <source>Compares the main object, whatever is behind it.</source>
        <translation>Vergleicht das Hauptobjekt, was auch immer dahinter ist.</translation>
    </message>
    <message>
        <source>background</source>
        <translation>Hintergrund</translation>
    </message>
    <message>
        <source>Compares what is behind the main object.</source>
        <translation>Vergleicht, was hinter dem Hauptobjekt ist.</translation>
    </message>
    <message>
        <source>both</source>
        <translation>beides</translation>
    </message>
    <message>
        <source>The same kind of main object in the same kind of place comes first.</source>
        <translation>Zuerst kommt das gleiche Hauptobjekt am gleichen Ort.</translation>
    </message>
    <message>
        <source>same place, another subject</source>
        <translation>gleicher Ort, anderes Motiv</translation>
    </message>
    <message>
        <source>The same kind of place comes first, with another main object in it.</source>
        <translation>Zuerst kommt der gleiche Ort mit einem anderen Hauptobjekt darin.</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
</context>
<context>
    <name>AttributeList</name>
    <message>
        <source>Dimensions</source>
        <translation>Dimensionen</translation>
    </message>
    <message>
        <source>Dimension {number}</source>
        <translation>Dimension {number}</translation>
    </message>
    <message>
        <source>{rank:,}th of {count:,}</source>
        <translation>{rank:,}. von {count:,}</translation>
    </message>
    <message>
        <source>{rank:,}st of {count:,}</source>
        <translation>{rank:,}. von {count:,}</translation>
    </message>
    <message>
        <source>{rank:,}nd of {count:,}</source>
        <translation>{rank:,}. von {count:,}</translation>
    </message>
    <message>
        <source>{rank:,}rd of {count:,}</source>
        <translation>{rank:,}. von {count:,}</translation>
    </message>
</context>
<context>
    <name>AttributesWindow</name>
    <message>
        <source>What stands out</source>
        <translation>Was auffällt</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Reihenfolge</translation>
    </message>
    <message>
        <source>Most first</source>
        <translation>Viel zuerst</translation>
    </message>
    <message>
        <source>Least first</source>
        <translation>Wenig zuerst</translation>
    </message>
    <message>
        <source>&amp;Previous</source>
        <translation>&amp;Vorige</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>&amp;Nächste</translation>
    </message>
    <message>
        <source>Finding out in what your photos differ…</source>
        <translation>Es wird ermittelt, worin sich Ihre Fotos unterscheiden…</translation>
    </message>
    <message>
        <source>How your photos differ</source>
        <translation>Worin sich Ihre Fotos unterscheiden</translation>
    </message>
    <message>
        <source>What stands out in {photo}</source>
        <translation>Was an {photo} auffällt</translation>
    </message>
    <message>
        <source>Each dimension is one thing of which some photos have much and others little.</source>
        <translation>Jede Dimension ist etwas, wovon manche Fotos viel und andere wenig haben.</translation>
    </message>
    <message>
        <source>It is found by comparing your photos with each other, so it has a number, but no name.</source>
        <translation>Sie ergibt sich aus dem Vergleich Ihrer Fotos untereinander und hat daher eine Nummer, aber keinen Namen.</translation>
    </message>
    <message>
        <source>Choose one to see all photos along it.</source>
        <translation>Wählen Sie eine, um alle Fotos danach geordnet zu sehen.</translation>
    </message>
    <message>
        <source>The strongest dimensions of this photo come first.</source>
        <translation>Die stärksten Dimensionen dieses Fotos stehen zuerst.</translation>
    </message>
</context>
<context>
    <name>BoxLayer</name>
    <message>
        <source>Part of the photo</source>
        <translation>Teil des Fotos</translation>
    </message>
</context>
<context>
    <name>Brush</name>
    <message>
        <source>Brush</source>
        <translation>Pinsel</translation>
    </message>
    <message>
        <source>Paint in or out what is to be searched for (U)</source>
        <translation>Hinein- oder wegmalen, wonach gesucht wird (U)</translation>
    </message>
    <message>
        <source>Shift paints out too; the wheel changes the size, with Ctrl it zooms.</source>
        <translation>Mit Umschalt wird weggemalt; das Mausrad ändert die Größe, mit Strg zoomt es.</translation>
    </message>
    <message>
        <source>By keyboard: arrow keys move, Space paints in, Del out, [ and ] change the size.</source>
        <translation>Mit der Tastatur: Pfeiltasten bewegen, Leertaste malt hinein, Entf weg, [ und ] ändern die Größe.</translation>
    </message>
    <message>
        <source>Search with a picture first; then choose with the brush what of it counts.</source>
        <translation>Zuerst mit einem Bild suchen; dann mit dem Pinsel wählen, was davon zählt.</translation>
    </message>
    <message>
        <source>The left button paints in, the right one out. Enter searches, Escape leaves.</source>
        <translation>Die linke Taste malt hinein, die rechte weg. Eingabe sucht, Esc bricht ab.</translation>
    </message>
</context>
<context>
    <name>BrushChoices</name>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>The left button paints in, the right button paints out</source>
        <translation>Die linke Taste malt hinein, die rechte weg</translation>
    </message>
    <message>
        <source>Take away</source>
        <translation>Wegnehmen</translation>
    </message>
    <message>
        <source>The left button paints out, the right button paints in</source>
        <translation>Die linke Taste malt weg, die rechte hinein</translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation>Lasso</translation>
    </message>
    <message>
        <source>Draw around a part; all that is inside counts</source>
        <translation>Einen Teil umfahren; alles darin zählt</translation>
    </message>
    <message>
        <source>Start over</source>
        <translation>Von vorn</translation>
    </message>
    <message>
        <source>Go back to the main object as it was found</source>
        <translation>Zurück zum Hauptobjekt, wie es gefunden wurde</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search for what is bright in the photo (Enter)</source>
        <translation>Nach dem suchen, was im Foto hell ist (Eingabe)</translation>
    </message>
</context>
<context>
    <name>BrushLayer</name>
    <message>
        <source>Brush over the photo</source>
        <translation>Pinsel über dem Foto</translation>
    </message>
</context>
<context>
    <name>CacheBox</name>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source> GB</source>
        <translation> GB</translation>
    </message>
    <message>
        <source>Largest size of the thumbnails kept on the disk</source>
        <translation>Wie groß die Vorschaubilder auf der Platte höchstens werden</translation>
    </message>
    <message>
        <source>When there are more, those not looked at for longest go. Automatic: 2 GB, or 1 % of the disk.</source>
        <translation>Werden es mehr, gehen die, die am längsten niemand angesehen hat. Automatisch: 2 GB, oder 1 % der Platte.</translation>
    </message>
    <message>
        <source>Empty the cache now</source>
        <translation>Vorschaubilder jetzt löschen</translation>
    </message>
    <message>
        <source>Thumbnails are made again when they are needed. Those of photos that are offline are kept.</source>
        <translation>Vorschaubilder werden neu gemacht, wenn sie gebraucht werden. Die von Fotos, die gerade nicht erreichbar sind, bleiben.</translation>
    </message>
    <message>
        <source>Keep up to</source>
        <translation>Höchstens</translation>
    </message>
    <message>
        <source>{used} of {limit} in use</source>
        <translation>{used} von {limit} belegt</translation>
    </message>
    <message>
        <source>Emptying…</source>
        <translation>Wird gelöscht…</translation>
    </message>
</context>
<context>
    <name>Compare</name>
    <message>
        <source>Show a photo at full size first (Space); then its picture can be saved.</source>
        <translation>Zuerst ein Foto in voller Größe zeigen (Leertaste); dann kann das Bild gesichert werden.</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>Bild sichern</translation>
    </message>
    <message>
        <source>PNG pictures (*.png)</source>
        <translation>PNG-Bilder (*.png)</translation>
    </message>
    <message>
        <source>The drive with this photo is not connected. This is the small picture that was kept of it.</source>
        <translation>Das Laufwerk mit diesem Foto ist nicht angeschlossen. Das ist das kleine Bild, das davon aufgehoben wurde.</translation>
    </message>
    <message>
        <source>This photo is not in its place any more. This is the small picture that was kept of it.</source>
        <translation>Dieses Foto ist nicht mehr an seinem Platz. Das ist das kleine Bild, das davon aufgehoben wurde.</translation>
    </message>
    <message>
        <source>The picture is copied.</source>
        <translation>Das Bild ist kopiert.</translation>
    </message>
    <message>
        <source>The picture is saved: {path}</source>
        <translation>Das Bild ist gesichert: {path}</translation>
    </message>
    <message>
        <source>Point at a part, or press its number, to see it alone.</source>
        <translation>Auf einen Teil zeigen oder seine Nummer drücken, um ihn allein zu sehen.</translation>
    </message>
</context>
<context>
    <name>CompareView</name>
    <message>
        <source>Query at full size</source>
        <translation>Suchbild in voller Größe</translation>
    </message>
    <message>
        <source>Photo at full size</source>
        <translation>Foto in voller Größe</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Back to the photos (Escape)</source>
        <translation>Zurück zu den Fotos (Esc)</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Voriges</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Nächstes</translation>
    </message>
    <message>
        <source>Previous photo</source>
        <translation>Voriges Foto</translation>
    </message>
    <message>
        <source>Previous photo (Left)</source>
        <translation>Voriges Foto (Links)</translation>
    </message>
    <message>
        <source>Next photo</source>
        <translation>Nächstes Foto</translation>
    </message>
    <message>
        <source>Next photo (Right)</source>
        <translation>Nächstes Foto (Rechts)</translation>
    </message>
    <message>
        <source>Search for a part</source>
        <translation>Nach einem Teil suchen</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>Pinsel</translation>
    </message>
    <message>
        <source>Search for a detail</source>
        <translation>Nach einem Detail suchen</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>Bild kopieren</translation>
    </message>
    <message>
        <source>Copy what is compared, with overlay and legend, as one picture (Ctrl+C)</source>
        <translation>Was verglichen wird, mit Überlagerung und Legende als ein Bild kopieren (Strg+C)</translation>
    </message>
    <message>
        <source>Save picture…</source>
        <translation>Bild sichern…</translation>
    </message>
    <message>
        <source>Save what is compared, with overlay and legend, as one picture (Ctrl+S)</source>
        <translation>Was verglichen wird, mit Überlagerung und Legende als ein Bild sichern (Strg+S)</translation>
    </message>
    <message>
        <source>Part {label}</source>
        <translation>Teil {label}</translation>
    </message>
</context>
<context>
    <name>CompositionButton</name>
    <message>
        <source>Shows only photos whose main object lies like this</source>
        <translation>Zeigt nur Fotos, deren Hauptmotiv so liegt</translation>
    </message>
    <message>
        <source>Any composition</source>
        <translation>Beliebiger Bildaufbau</translation>
    </message>
    <message>
        <source>{count} kinds</source>
        <translation>{count} Arten</translation>
    </message>
    <message>
        <source>any</source>
        <translation>beliebig</translation>
    </message>
    <message>
        <source>Composition: {kinds}</source>
        <translation>Aufbau: {kinds}</translation>
    </message>
</context>
<context>
    <name>CompositionFilter</name>
    <message>
        <source>No photo here has this composition: {kinds}.</source>
        <translation>Kein Foto hier hat diesen Bildaufbau: {kinds}.</translation>
    </message>
    <message>
        <source>Show any composition</source>
        <translation>Jeden Bildaufbau zeigen</translation>
    </message>
</context>
<context>
    <name>Crops</name>
    <message>
        <source>Photos are cropped around their main object. Ctrl+Shift+T shows them whole again.</source>
        <translation>Die Fotos sind auf ihr Hauptmotiv zugeschnitten. Strg+Umschalt+T zeigt sie wieder ganz.</translation>
    </message>
    <message>
        <source>Photos are shown whole.</source>
        <translation>Die Fotos werden ganz gezeigt.</translation>
    </message>
    <message>
        <source>Select the photos first whose main objects are to be saved.</source>
        <translation>Wählen Sie zuerst die Fotos aus, deren Hauptmotive gespeichert werden sollen.</translation>
    </message>
    <message>
        <source>Parts of photos are being saved already; wait for the end, or stop it.</source>
        <translation>Es werden schon Teile von Fotos gesichert; das Ende abwarten oder anhalten.</translation>
    </message>
    <message>
        <source>Where to save the main objects</source>
        <translation>Wohin die Hauptmotive gespeichert werden</translation>
    </message>
    <message>
        <source>Where to save the parts</source>
        <translation>Wohin die Teile gesichert werden</translation>
    </message>
    <message>
        <source>Saving main objects: {done:,} of {total:,}</source>
        <translation>Hauptmotive werden gespeichert: {done:,} von {total:,}</translation>
    </message>
    <message>
        <source>Saving parts: {done:,} of {total:,}</source>
        <translation>Teile werden gesichert: {done:,} von {total:,}</translation>
    </message>
    <message>
        <source>It has no main object.</source>
        <translation>Es hat kein Hauptmotiv.</translation>
    </message>
    <message>
        <source>Main objects saved in {folder}: {count:,}.</source>
        <translation>In {folder} gespeicherte Hauptmotive: {count:,}.</translation>
    </message>
    <message>
        <source>Parts saved in {folder}: {count:,}.</source>
        <translation>In {folder} gesicherte Teile: {count:,}.</translation>
    </message>
    <message>
        <source>Photos of which nothing was saved: {left:,}.</source>
        <translation>Fotos, von denen nichts gespeichert wurde: {left:,}.</translation>
    </message>
    <message>
        <source>It was stopped; what is saved is kept.</source>
        <translation>Es wurde angehalten; was gespeichert ist, bleibt.</translation>
    </message>
    <message>
        <source>Photos of which nothing was saved</source>
        <translation>Fotos, von denen nichts gespeichert wurde</translation>
    </message>
</context>
<context>
    <name>Curation</name>
    <message>
        <source>{name} could not be moved to the trash: {why}</source>
        <translation>{name} konnte nicht in den Papierkorb verschoben werden: {why}</translation>
    </message>
    <message>
        <source>Moved to the trash: {count}. Undo with Ctrl+Z</source>
        <translation>In den Papierkorb verschoben: {count}. Rückgängig mit Strg+Z</translation>
    </message>
    <message>
        <source>{name} could not be brought back; look for it in the trash.</source>
        <translation>{name} konnte nicht zurückgeholt werden; bitte im Papierkorb nachsehen.</translation>
    </message>
    <message>
        <source>Brought back: {count}</source>
        <translation>Zurückgeholt: {count}</translation>
    </message>
</context>
<context>
    <name>CutLine</name>
    <message>
        <source>Photos below this line are no more alike than by chance. Drag it to move the cut-off.</source>
        <translation>Fotos unter dieser Linie ähneln sich nicht mehr als zufällig. Die Grenze lässt sich mit der Maus verschieben.</translation>
    </message>
</context>
<context>
    <name>CutOff</name>
    <message>
        <source>{above:,} of {count:,} photos lie above the cut-off, at a score of {score:.2f}</source>
        <translation>{above:,} von {count:,} Fotos liegen über der Grenze, bei einem Wert von {score:.2f}</translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Drive not connected</source>
        <translation>Laufwerk nicht angeschlossen</translation>
    </message>
    <message>
        <source>Not in its place any more</source>
        <translation>Nicht mehr an seinem Platz</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>Aufgenommen</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Ähnlichkeit</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>Beschädigt</translation>
    </message>
    <message>
        <source>{title}: not among its first {count:,}</source>
        <translation>{title}: nicht unter den ersten {count:,}</translation>
    </message>
    <message>
        <source>{title}: rank {rank:,}, score {score:.3f}</source>
        <translation>{title}: Platz {rank:,}, Ähnlichkeit {score:.3f}</translation>
    </message>
</context>
<context>
    <name>DetailsPanel</name>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Current photo</source>
        <translation>Aktuelles Foto</translation>
    </message>
    <message>
        <source>Select a photo</source>
        <translation>Ein Foto auswählen</translation>
    </message>
</context>
<context>
    <name>DropZone</name>
    <message>
        <source>Drop to add the folder</source>
        <translation>Loslassen, um den Ordner hinzuzufügen</translation>
    </message>
    <message>
        <source>Drop to add these {count} pictures to the query</source>
        <translation>Loslassen, um diese {count} Bilder zur Suche hinzuzufügen</translation>
    </message>
    <message>
        <source>Drop to add this picture to the query</source>
        <translation>Loslassen, um dieses Bild zur Suche hinzuzufügen</translation>
    </message>
    <message>
        <source>Drop to search with these {count} pictures together</source>
        <translation>Loslassen, um mit diesen {count} Bildern zusammen zu suchen</translation>
    </message>
    <message>
        <source>Drop to search with this picture</source>
        <translation>Loslassen, um mit diesem Bild zu suchen</translation>
    </message>
</context>
<context>
    <name>Explorer</name>
    <message>
        <source>Along dimension {number} of what stands out: least first</source>
        <translation>Nach Dimension {number} dessen, was auffällt: wenig zuerst</translation>
    </message>
    <message>
        <source>Along dimension {number} of what stands out: most first</source>
        <translation>Nach Dimension {number} dessen, was auffällt: viel zuerst</translation>
    </message>
    <message>
        <source>It takes at least two photos to tell what stands out. Add a folder of photos.</source>
        <translation>Es braucht mindestens zwei Fotos, um zu sagen, was auffällt. Fügen Sie einen Ordner mit Fotos hinzu.</translation>
    </message>
</context>
<context>
    <name>Fits</name>
    <message>
        <source>Let it be shown where hits fit first (menu View).</source>
        <translation>Zuerst zeigen lassen, wo Treffer passen (Menü Ansicht).</translation>
    </message>
    <message>
        <source>Search for a part of a picture first; then the parts that fit it can be saved.</source>
        <translation>Zuerst nach einem Teil eines Bildes suchen; dann können die passenden Teile gesichert werden.</translation>
    </message>
    <message>
        <source>Select the hits first whose parts are to be saved.</source>
        <translation>Zuerst die Treffer auswählen, deren Teile gesichert werden sollen.</translation>
    </message>
    <message>
        <source>Where {count:,} of the selected photos fit is not known yet; wait a moment.</source>
        <translation>Wo {count:,} der ausgewählten Fotos passen, ist noch nicht bekannt; einen Augenblick warten.</translation>
    </message>
</context>
<context>
    <name>FoldersPanel</name>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>Hinzufügen…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Rescan</source>
        <translation>Neu einlesen</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>nicht verbunden</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>indexing…</source>
        <translation>wird erfasst …</translation>
    </message>
    <message>
        <source>offline since {when}</source>
        <translation>nicht erreichbar seit {when}</translation>
    </message>
    <message>
        <source>{count:,} photos</source>
        <translation>{count:,} Fotos</translation>
    </message>
    <message>
        <source>{count:,} files could not be shown</source>
        <translation>{count:,} Dateien konnten nicht gezeigt werden</translation>
    </message>
    <message>
        <source>On a removable drive.</source>
        <translation>Auf einem Wechseldatenträger.</translation>
    </message>
    <message>
        <source>On the network.</source>
        <translation>Im Netzwerk.</translation>
    </message>
    <message>
        <source>It cannot be reached now. Its photos are kept.</source>
        <translation>Er ist gerade nicht erreichbar. Seine Fotos bleiben erhalten.</translation>
    </message>
    <message>
        <source>Offline since {when}.</source>
        <translation>Nicht erreichbar seit {when}.</translation>
    </message>
    <message>
        <source>Changes here are noticed at once.</source>
        <translation>Änderungen hier werden sofort bemerkt.</translation>
    </message>
    <message>
        <source>Changes here are noticed when the window is opened or focused.</source>
        <translation>Änderungen hier werden bemerkt, wenn das Fenster geöffnet oder nach vorn geholt wird.</translation>
    </message>
</context>
<context>
    <name>Grid</name>
    <message>
        <source>No name holds “{words}”.</source>
        <translation>Kein Name enthält „{words}“.</translation>
    </message>
    <message>
        <source>{count:,} photos are selected. Select {most:,} or fewer, and try again.</source>
        <translation>{count:,} Fotos sind ausgewählt. Wählen Sie höchstens {most:,} aus, und versuchen Sie es noch einmal.</translation>
    </message>
</context>
<context>
    <name>GridHead</name>
    <message>
        <source>Back to all photos</source>
        <translation>Zurück zu allen Fotos</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>About photosearch</source>
        <translation>Über photosearch</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Files that could not be shown</source>
        <translation>Dateien, die nicht angezeigt werden konnten</translation>
    </message>
    <message>
        <source>Look at these files once more, although they have not changed</source>
        <translation>Diese Dateien noch einmal ansehen, obwohl sie sich nicht geändert haben</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Check and repair</source>
        <translation>Prüfen und reparieren</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>There is no search before this one.</source>
        <translation>Vor dieser Suche gibt es keine.</translation>
    </message>
    <message>
        <source>There is no search after this one.</source>
        <translation>Nach dieser Suche gibt es keine.</translation>
    </message>
    <message>
        <source>The picture {name} of this search is gone.</source>
        <translation>Das Bild {name} dieser Suche ist nicht mehr da.</translation>
    </message>
    <message>
        <source>It was in {folder}.</source>
        <translation>Es lag in {folder}.</translation>
    </message>
    <message>
        <source>Search all the same</source>
        <translation>Trotzdem suchen</translation>
    </message>
    <message>
        <source>The saved searches were damaged. What could not be read is kept in {file}.</source>
        <translation>Die gespeicherten Suchen waren beschädigt. Was nicht gelesen werden konnte, ist in {file} aufgehoben.</translation>
    </message>
</context>
<context>
    <name>HistoryList</name>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Every search will be listed here.</source>
        <translation>Hier wird jede Suche aufgeführt.</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>Saved searches</source>
        <translation>Gespeicherte Suchen</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
</context>
<context>
    <name>IndexServerBox</name>
    <message>
        <source>none: everything stays on this computer</source>
        <translation>keiner: alles bleibt auf diesem Rechner</translation>
    </message>
    <message>
        <source>Index server</source>
        <translation>Index-Server</translation>
    </message>
    <message>
        <source>Such as http://server:19530, or a path that ends in .db</source>
        <translation>Etwa http://server:19530, oder ein Pfad, der mit .db endet</translation>
    </message>
    <message>
        <source>Check the connection</source>
        <translation>Verbindung prüfen</translation>
    </message>
    <message>
        <source>Ask the server who it is; no photo is compared</source>
        <translation>Fragt den Server, wer er ist; kein Foto wird verglichen</translation>
    </message>
    <message>
        <source>For studios whose computers share one Milvus server. It is sent the numbers that photos are compared by and this computer&apos;s name, and keeps them until they are deleted there. Photos, their names and folders are never sent, but who runs the server can tell which photos look alike.</source>
        <translation>Für Studios, deren Rechner sich einen Milvus-Server teilen. Er bekommt die Zahlen, nach denen Fotos verglichen werden, und den Namen dieses Rechners, und behält sie, bis sie dort gelöscht werden. Fotos, ihre Namen und Ordner werden nie gesendet; wer den Server betreibt, kann aber erkennen, welche Fotos sich ähneln.</translation>
    </message>
</context>
<context>
    <name>IndexServerChoice</name>
    <message>
        <source>or drop a folder here. Photos stay where they are; your index server gets only numbers.</source>
        <translation>oder legen Sie einen Ordner hier ab. Fotos bleiben, wo sie sind; Ihr Index-Server bekommt nur Zahlen.</translation>
    </message>
    <message>
        <source>or drop a folder here. Photos stay where they are, and nothing leaves this machine.</source>
        <translation>oder legen Sie einen Ordner hier ab. Fotos bleiben, wo sie sind, und nichts verlässt diesen Rechner.</translation>
    </message>
    <message>
        <source>Asking the server…</source>
        <translation>Der Server wird gefragt…</translation>
    </message>
    <message>
        <source>The server answers: {version}.</source>
        <translation>Der Server antwortet: {version}.</translation>
    </message>
    <message>
        <source>{trouble} This computer searched without it.</source>
        <translation>{trouble} Dieser Rechner hat ohne ihn gesucht.</translation>
    </message>
</context>
<context>
    <name>Indexing</name>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten…</translation>
    </message>
    <message>
        <source>Looking at what changed in your folders…</source>
        <translation>Änderungen in Ihren Ordnern werden angesehen…</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Paused: on battery</source>
        <translation>Angehalten: Akkubetrieb</translation>
    </message>
    <message>
        <source>: {done:,} of {total:,}</source>
        <translation>: {done:,} von {total:,}</translation>
    </message>
    <message>
        <source>, {rate:.0f} photos/s</source>
        <translation>, {rate:.0f} Fotos/s</translation>
    </message>
    <message>
        <source>, {time} left</source>
        <translation>, noch {time}</translation>
    </message>
    <message>
        <source>{network} looks at your photos; searches still use the old network</source>
        <translation>{network} sieht sich Ihre Fotos an; gesucht wird noch mit dem alten Netz</translation>
    </message>
    <message>
        <source>Looking through folders</source>
        <translation>Ordner werden durchgesehen</translation>
    </message>
    <message>
        <source>Looking for moved photos</source>
        <translation>Verschobene Fotos werden gesucht</translation>
    </message>
    <message>
        <source>Loading the network</source>
        <translation>Das Netz wird geladen</translation>
    </message>
    <message>
        <source>Indexing</source>
        <translation>Fotos werden eingelesen</translation>
    </message>
    <message>
        <source>Learning from your photos</source>
        <translation>Aus Ihren Fotos wird gelernt</translation>
    </message>
    <message>
        <source>Building the search index</source>
        <translation>Der Suchindex wird aufgebaut</translation>
    </message>
    <message>
        <source>Reading the search index</source>
        <translation>Der Suchindex wird gelesen</translation>
    </message>
    <message>
        <source>Forgetting</source>
        <translation>Wird vergessen</translation>
    </message>
    <message>
        <source>Giving room back to the disk</source>
        <translation>Platz wird freigegeben</translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation>{n} s</translation>
    </message>
    <message>
        <source>{m} min {s} s</source>
        <translation>{m} min {s} s</translation>
    </message>
    <message>
        <source>{h} h {m} min</source>
        <translation>{h} h {m} min</translation>
    </message>
    <message>
        <source>{title} is used from now on. What {old} saw is kept.</source>
        <translation>{title} wird von jetzt an benutzt. Was {old} gesehen hat, bleibt erhalten.</translation>
    </message>
    <message>
        <source>Stopped. {title} has seen {photos:,} of {total:,} photos; {old} is used as before.</source>
        <translation>Angehalten. {title} hat {photos:,} von {total:,} Fotos gesehen; {old} wird weiter benutzt.</translation>
    </message>
    <message>
        <source>{title} has seen {photos:,} of {total:,} photos, and {away:,} cannot be reached now. {old} is used as before.</source>
        <translation>{title} hat {photos:,} von {total:,} Fotos gesehen, und {away:,} sind zurzeit nicht erreichbar. {old} wird weiter benutzt.</translation>
    </message>
    <message>
        <source>Stopped. What is forgotten stays so.</source>
        <translation>Angehalten. Was vergessen ist, bleibt es.</translation>
    </message>
    <message>
        <source>What {name} saw is forgotten: about {size}.</source>
        <translation>Was {name} gesehen hat, ist vergessen: etwa {size}.</translation>
    </message>
    <message>
        <source>{count:,} photos indexed, {unchanged:,} files unchanged</source>
        <translation>{count:,} Fotos eingelesen, {unchanged:,} Dateien unverändert</translation>
    </message>
    <message>
        <source>Stopped. What is done is kept: {said}</source>
        <translation>Angehalten. Was fertig ist, bleibt: {said}</translation>
    </message>
    <message>
        <source>{count:,} new or changed</source>
        <translation>{count:,} neu oder geändert</translation>
    </message>
    <message>
        <source>{count:,} moved</source>
        <translation>{count:,} verschoben</translation>
    </message>
    <message>
        <source>{count:,} gone</source>
        <translation>{count:,} verschwunden</translation>
    </message>
    <message>
        <source>{count:,} there again</source>
        <translation>{count:,} wieder da</translation>
    </message>
    <message>
        <source>Noticed in your folders: {what}</source>
        <translation>In Ihren Ordnern bemerkt: {what}</translation>
    </message>
</context>
<context>
    <name>JobRunner</name>
    <message>
        <source>Something went wrong in photosearch itself. The log has the details.</source>
        <translation>In photosearch selbst ist etwas schiefgegangen. Einzelheiten stehen im Protokoll.</translation>
    </message>
</context>
<context>
    <name>KindOffer</name>
    <message>
        <source>Kinds of things</source>
        <translation>Arten von Dingen</translation>
    </message>
    <message>
        <source>Photos of: {kind} ({count:,})</source>
        <translation>Fotos von: {kind} ({count:,})</translation>
    </message>
    <message>
        <source>Photos of: {kind}</source>
        <translation>Fotos von: {kind}</translation>
    </message>
</context>
<context>
    <name>KindRow</name>
    <message>
        <source>Search with this alone: {kind}</source>
        <translation>Nur damit suchen: {kind}</translation>
    </message>
    <message>
        <source>Search without this: {kind}</source>
        <translation>Ohne das suchen: {kind}</translation>
    </message>
</context>
<context>
    <name>KindsSection</name>
    <message>
        <source>What is seen in the picture: search for some of it alone</source>
        <translation>Was im Bild zu sehen ist: nur nach manchem davon suchen</translation>
    </message>
    <message>
        <source>Kinds of things</source>
        <translation>Arten von Dingen</translation>
    </message>
    <message>
        <source>{words} ({count} chosen)</source>
        <translation>{words} ({count} gewählt)</translation>
    </message>
    <message>
        <source>{count} more</source>
        <translation>{count} weitere</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Another window works on this library; this one can only look and search.</source>
        <translation>Ein anderes Fenster arbeitet an dieser Bibliothek; dieses kann nur ansehen und suchen.</translation>
    </message>
    <message>
        <source>Nothing was found.</source>
        <translation>Nichts gefunden.</translation>
    </message>
    <message>
        <source>There are no photos yet.</source>
        <translation>Es gibt noch keine Fotos.</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>Ordner hinzufügen…</translation>
    </message>
    <message>
        <source>Photos appear here as they are found.</source>
        <translation>Fotos erscheinen hier, sobald sie gefunden sind.</translation>
    </message>
    <message>
        <source>Add a folder of photos</source>
        <translation>Einen Ordner mit Fotos hinzufügen</translation>
    </message>
</context>
<context>
    <name>MarkList</name>
    <message>
        <source>Called right or wrong</source>
        <translation>Richtig oder falsch genannt</translation>
    </message>
    <message>
        <source>Take back: {mark}</source>
        <translation>Zurücknehmen: {mark}</translation>
    </message>
</context>
<context>
    <name>Marks</name>
    <message>
        <source>Taken back.</source>
        <translation>Zurückgenommen.</translation>
    </message>
    <message>
        <source>{name} counts as a whole: where it fits is not known yet.</source>
        <translation>{name} zählt als Ganzes: Wo es passt, ist noch nicht bekannt.</translation>
    </message>
    <message>
        <source>Right: {count} parts, not the whole photos.</source>
        <translation>Richtig: {count} Teile, nicht die ganzen Fotos.</translation>
    </message>
    <message>
        <source>Wrong: {count} parts, not the whole photos.</source>
        <translation>Falsch: {count} Teile, nicht die ganzen Fotos.</translation>
    </message>
    <message>
        <source>Right: a part of {name}, not all of it.</source>
        <translation>Richtig: ein Teil von {name}, nicht das ganze Foto.</translation>
    </message>
    <message>
        <source>Wrong: a part of {name}, not all of it.</source>
        <translation>Falsch: ein Teil von {name}, nicht das ganze Foto.</translation>
    </message>
</context>
<context>
    <name>MethodChoice</name>
    <message>
        <source>“{title}” has not been made for {count:,} of your photos yet.</source>
        <translation>„{title}“ fehlt noch für {count:,} der Fotos.</translation>
    </message>
    <message>
        <source>Making it takes about {time}.</source>
        <translation>Es zu berechnen dauert etwa {time}.</translation>
    </message>
    <message>
        <source>Not made yet for {count:,} photos.</source>
        <translation>Für {count:,} Fotos noch nicht berechnet.</translation>
    </message>
    <message>
        <source>Make it</source>
        <translation>Berechnen</translation>
    </message>
</context>
<context>
    <name>MethodRow</name>
    <message>
        <source>How much {title} counts</source>
        <translation>Wie viel „{title}“ zählt</translation>
    </message>
    <message>
        <source>Photos come first that are unlike the query in this.</source>
        <translation>Zuerst kommen Fotos, die dem Suchbild darin unähnlich sind.</translation>
    </message>
    <message>
        <source>unlike</source>
        <translation>unähnlich</translation>
    </message>
</context>
<context>
    <name>MethodWindow</name>
    <message>
        <source>What photos are compared by</source>
        <translation>Wonach Fotos verglichen werden</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Which suits my photos best?</source>
        <translation>Was passt am besten zu meinen Fotos?</translation>
    </message>
    <message>
        <source>Back to one method</source>
        <translation>Zurück zu einem Verfahren</translation>
    </message>
    <message>
        <source>Then</source>
        <translation>Danach</translation>
    </message>
    <message>
        <source>{network} is looking at them now, and is used when it has seen all of them.</source>
        <translation>{network} sieht sie sich jetzt an und wird benutzt, wenn es alle gesehen hat.</translation>
    </message>
    <message>
        <source>Move the slider of a second method to mix both.</source>
        <translation>Verschieben Sie den Regler eines zweiten Verfahrens, um beide zu mischen.</translation>
    </message>
    <message>
        <source>The network looks at every photo once. Another one sees other things in them.</source>
        <translation>Das Netz sieht sich jedes Foto einmal an. Ein anderes sieht anderes darin.</translation>
    </message>
    <message>
        <source>Networks…</source>
        <translation>Netze…</translation>
    </message>
    <message>
        <source>Compare by</source>
        <translation>Vergleichen nach</translation>
    </message>
    <message>
        <source>It has looked at {photos:,} of your {total:,} photos.</source>
        <translation>Es hat {photos:,} von {total:,} Fotos angesehen.</translation>
    </message>
</context>
<context>
    <name>Mix</name>
    <message>
        <source>Every slider is at 0: move one of them to the right.</source>
        <translation>Alle Regler stehen auf 0: Schieben Sie einen davon nach rechts.</translation>
    </message>
    <message>
        <source>{share} % {title}</source>
        <translation>{share} % {title}</translation>
    </message>
    <message>
        <source>{share} % unlike: {title}</source>
        <translation>{share} % unähnlich: {title}</translation>
    </message>
    <message>
        <source>Mixed: {shares}</source>
        <translation>Gemischt: {shares}</translation>
    </message>
</context>
<context>
    <name>NetworkWords</name>
    <message>
        <source>{photos:,} of {total:,}</source>
        <translation>{photos:,} von {total:,}</translation>
    </message>
    <message>
        <source>{rate:.1f} photos/s</source>
        <translation>{rate:.1f} Fotos/s</translation>
    </message>
    <message>
        <source>The processor</source>
        <translation>Der Prozessor</translation>
    </message>
    <message>
        <source>The graphics card (CUDA)</source>
        <translation>Die Grafikkarte (CUDA)</translation>
    </message>
    <message>
        <source>The graphics card (DirectML)</source>
        <translation>Die Grafikkarte (DirectML)</translation>
    </message>
    <message>
        <source>{runner}: {rate}</source>
        <translation>{runner}: {rate}</translation>
    </message>
    <message>
        <source>The fastest ({runner})</source>
        <translation>Das Schnellste ({runner})</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>in Gebrauch</translation>
    </message>
    <message>
        <source>cannot be used</source>
        <translation>nicht verwendbar</translation>
    </message>
    <message>
        <source>built in</source>
        <translation>eingebaut</translation>
    </message>
    <message>
        <source>installed</source>
        <translation>installiert</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>entfernt</translation>
    </message>
    <message>
        <source>can be fetched</source>
        <translation>kann geholt werden</translation>
    </message>
    <message>
        <source>you supply its file</source>
        <translation>Datei selbst beschaffen</translation>
    </message>
    <message>
        <source>Photos are found by what it saw.</source>
        <translation>Fotos werden durch das gefunden, was es gesehen hat.</translation>
    </message>
    <message>
        <source>It is looking at your photos; it is used when it has seen all of them.</source>
        <translation>Es sieht sich Ihre Fotos an und wird benutzt, wenn es alle gesehen hat.</translation>
    </message>
    <message>
        <source>It is not on this machine.</source>
        <translation>Es ist nicht auf diesem Rechner.</translation>
    </message>
    <message>
        <source>Then press “Install from a file…”.</source>
        <translation>Dann „Aus Datei installieren…“ drücken.</translation>
    </message>
    <message>
        <source>Then press “Install from a file…”, or “Fetch from an address…” if you know one.</source>
        <translation>Drücken Sie dann „Aus Datei installieren…“ oder, wenn Sie eine Adresse kennen, „Von einer Adresse holen…“.</translation>
    </message>
    <message>
        <source>It is no longer on this machine; what it saw is kept for when it comes back.</source>
        <translation>Es ist nicht mehr auf diesem Rechner; was es gesehen hat, bleibt erhalten, bis es wiederkommt.</translation>
    </message>
    <message>
        <source>What it saw is kept: about {size}. It can be used again at once.</source>
        <translation>Was es gesehen hat, ist erhalten: etwa {size}. Es kann sofort wieder benutzt werden.</translation>
    </message>
    <message>
        <source>What it saw is kept: about {size}.</source>
        <translation>Was es gesehen hat, ist erhalten: etwa {size}.</translation>
    </message>
    <message>
        <source>It has not looked at your photos yet.</source>
        <translation>Es hat sich Ihre Fotos noch nicht angesehen.</translation>
    </message>
    <message>
        <source>{runner} runs it, as you chose.</source>
        <translation>{runner} führt es aus, wie Sie es gewählt haben.</translation>
    </message>
    <message>
        <source>{runner} runs it.</source>
        <translation>{runner} führt es aus.</translation>
    </message>
    <message>
        <source>Use this network</source>
        <translation>Dieses Netz benutzen</translation>
    </message>
    <message>
        <source>Use it now</source>
        <translation>Jetzt benutzen</translation>
    </message>
    <message>
        <source>Install from a file…</source>
        <translation>Aus Datei installieren…</translation>
    </message>
    <message>
        <source>Fetch</source>
        <translation>Holen</translation>
    </message>
    <message>
        <source>Fetch from an address…</source>
        <translation>Von einer Adresse holen…</translation>
    </message>
    <message>
        <source>Measure speed</source>
        <translation>Tempo messen</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Make smaller and faster</source>
        <translation>Kleiner und schneller machen</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen…</translation>
    </message>
    <message>
        <source>Free {size}…</source>
        <translation>{size} freigeben…</translation>
    </message>
</context>
<context>
    <name>Networks</name>
    <message>
        <source>This library uses the network of an earlier version. {title} finds more: Ctrl+Shift+N</source>
        <translation>Diese Bibliothek benutzt das Netz einer früheren Version. {title} findet mehr: Strg+Umschalt+N</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Beginnt…</translation>
    </message>
    <message>
        <source>It is installed.</source>
        <translation>Es ist installiert.</translation>
    </message>
    <message>
        <source>Fetch {title}</source>
        <translation>{title} holen</translation>
    </message>
    <message>
        <source>The address of the file, or, ending in /, of a folder that holds it:</source>
        <translation>Die Adresse der Datei, oder, mit / am Ende, die eines Ordners, in dem sie liegt:</translation>
    </message>
    <message>
        <source>Choose the file of {title}</source>
        <translation>Datei von {title} wählen</translation>
    </message>
    <message>
        <source>Networks (*.onnx *.toml)</source>
        <translation>Netze (*.onnx *.toml)</translation>
    </message>
    <message>
        <source>{title} is in order: its file is the one that was installed.</source>
        <translation>{title} ist in Ordnung: Die Datei ist die, die installiert wurde.</translation>
    </message>
    <message>
        <source>That is how it is run from the next start of photosearch on.</source>
        <translation>So wird es ab dem nächsten Start von photosearch ausgeführt.</translation>
    </message>
    <message>
        <source>Delete the file of {title} from this machine? What it saw in your photos is kept. It can be installed again from the file that it came from.</source>
        <translation>Die Datei von {title} von diesem Rechner löschen? Was es in Ihren Fotos gesehen hat, bleibt erhalten. Es kann aus der Datei, aus der es kam, wieder installiert werden.</translation>
    </message>
    <message>
        <source>{title} is removed.</source>
        <translation>{title} ist entfernt.</translation>
    </message>
    <message>
        <source>Forget what {title} saw in {photos:,} photos? That frees about {size}. The photos stay as they are; to use this network again, it has to look at all of them again.</source>
        <translation>Vergessen, was {title} in {photos:,} Fotos gesehen hat? Das gibt etwa {size} frei. Die Fotos bleiben, wie sie sind; um dieses Netz wieder zu benutzen, muss es sie alle noch einmal ansehen.</translation>
    </message>
    <message>
        <source>It is installed as {name}.</source>
        <translation>Es ist als {name} installiert.</translation>
    </message>
    <message>
        <source>Fetching</source>
        <translation>Wird geholt</translation>
    </message>
    <message>
        <source>Checking the file</source>
        <translation>Datei wird geprüft</translation>
    </message>
    <message>
        <source>Measuring</source>
        <translation>Wird gemessen</translation>
    </message>
    <message>
        <source>Looking at your photos</source>
        <translation>Fotos werden angesehen</translation>
    </message>
    <message>
        <source>Reading photos</source>
        <translation>Fotos werden gelesen</translation>
    </message>
    <message>
        <source>Learning from your photos</source>
        <translation>Aus Ihren Fotos wird gelernt</translation>
    </message>
    <message>
        <source>Trying every layer</source>
        <translation>Jede Schicht wird versucht</translation>
    </message>
    <message>
        <source>Comparing both on your photos</source>
        <translation>Beide werden an Ihren Fotos verglichen</translation>
    </message>
    <message>
        <source>{words}: {done} of {total}</source>
        <translation>{words}: {done} von {total}</translation>
    </message>
    <message>
        <source>{words}: {done:,} of {total:,}</source>
        <translation>{words}: {done:,} von {total:,}</translation>
    </message>
    <message>
        <source>Stopped. What was fetched is kept; fetch it again to go on from there.</source>
        <translation>Angehalten. Was geholt wurde, bleibt; holen Sie es noch einmal, um dort weiterzumachen.</translation>
    </message>
    <message>
        <source>Stopped. Nothing has changed.</source>
        <translation>Angehalten. Nichts hat sich geändert.</translation>
    </message>
    <message>
        <source>{title}: {rate:.1f} photos/s on this machine.</source>
        <translation>{title}: {rate:.1f} Fotos/s auf diesem Rechner.</translation>
    </message>
    <message>
        <source>Install it</source>
        <translation>Installieren</translation>
    </message>
    <message>
        <source>The smaller form of {title} looks at {faster:.2f} times as many photos a second on this machine ({photos} photos, {processor}). Of the ten most alike photos, {same} are the same; of the most alike one, {first}.</source>
        <translation>Die kleinere Form von {title} sieht auf diesem Rechner {faster:.2f}-mal so viele Fotos in der Sekunde an ({photos} Fotos, {processor}). Von den zehn ähnlichsten Fotos sind {same} dieselben; beim ähnlichsten {first}.</translation>
    </message>
    <message>
        <source>{title} is installed.</source>
        <translation>{title} ist installiert.</translation>
    </message>
</context>
<context>
    <name>NetworksWindow</name>
    <message>
        <source>Networks</source>
        <translation>Netze</translation>
    </message>
    <message>
        <source>A network looks at every photo once; photos are found by what it saw. Nothing is fetched from the internet unless you press a button that says “Fetch”.</source>
        <translation>Ein Netz sieht jedes Foto einmal an; gefunden werden Fotos durch das, was es sah. Aus dem Internet wird nichts geholt, außer Sie drücken einen Knopf, auf dem „holen“ steht.</translation>
    </message>
    <message>
        <source>Bring your own…</source>
        <translation>Eigenes mitbringen…</translation>
    </message>
    <message>
        <source>Use an ONNX file of yours; you see what it sees before it is installed</source>
        <translation>Eine eigene ONNX-Datei benutzen; Sie sehen, was es sieht, bevor es installiert wird</translation>
    </message>
    <message>
        <source>&amp;Run by:</source>
        <translation>&amp;Ausgeführt von:</translation>
    </message>
    <message>
        <source>Run by</source>
        <translation>Ausgeführt von</translation>
    </message>
    <message>
        <source>What runs this network on this machine; all of them find the same photos</source>
        <translation>Was dieses Netz auf diesem Rechner ausführt; alle finden dieselben Fotos</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stops soon and keeps what is done</source>
        <translation>Hält bald an und behält, was fertig ist</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>What its file takes on the disk</source>
        <translation>Was die Datei auf der Platte belegt</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Speed here</source>
        <translation>Tempo hier</translation>
    </message>
    <message>
        <source>Photos a second on this machine, once you have measured it</source>
        <translation>Fotos in der Sekunde auf diesem Rechner, sobald gemessen wurde</translation>
    </message>
    <message>
        <source>Has seen</source>
        <translation>Gesehen</translation>
    </message>
    <message>
        <source>How many of your photos it has looked at</source>
        <translation>Wie viele Ihrer Fotos es angesehen hat</translation>
    </message>
    <message>
        <source>Photos are looked at with it in the background; it is used when it has seen all of them</source>
        <translation>Fotos werden im Hintergrund damit angesehen; es wird benutzt, wenn es alle gesehen hat</translation>
    </message>
    <message>
        <source>Does not wait until it has seen all photos</source>
        <translation>Wartet nicht, bis es alle Fotos gesehen hat</translation>
    </message>
    <message>
        <source>Takes a file that you have; the internet is not used</source>
        <translation>Nimmt eine Datei, die Sie haben; ohne Internet</translation>
    </message>
    <message>
        <source>Fetches the file from the internet; what was fetched is kept if it breaks off</source>
        <translation>Holt die Datei aus dem Internet; was geholt wurde, bleibt bei einem Abbruch erhalten</translation>
    </message>
    <message>
        <source>Fetches the file from an address that you name; only the right file is taken</source>
        <translation>Holt die Datei von einer Adresse, die Sie nennen; nur die richtige Datei wird genommen</translation>
    </message>
    <message>
        <source>Finds out how many photos a second this machine looks at; takes about 10 seconds</source>
        <translation>Findet heraus, wie viele Fotos in der Sekunde dieser Rechner ansieht; dauert etwa 10 Sekunden</translation>
    </message>
    <message>
        <source>Checks that its file is not damaged</source>
        <translation>Prüft, dass die Datei unbeschädigt ist</translation>
    </message>
    <message>
        <source>Makes a form of it in whole numbers of 8 bits, and compares both on your photos</source>
        <translation>Macht eine Form in ganzen Zahlen von 8 Bit und vergleicht beide an Ihren Fotos</translation>
    </message>
    <message>
        <source>Deletes its file from this machine</source>
        <translation>Löscht die Datei von diesem Rechner</translation>
    </message>
    <message>
        <source>Deletes what it saw in your photos; the photos stay as they are</source>
        <translation>Löscht, was es in Ihren Fotos gesehen hat; die Fotos bleiben, wie sie sind</translation>
    </message>
</context>
<context>
    <name>Overlays</name>
    <message>
        <source>Looking closely…</source>
        <translation>Wird genau angesehen…</translation>
    </message>
    <message>
        <source>This compares a photo with the query: search with a picture first.</source>
        <translation>Das vergleicht ein Foto mit der Suchvorlage: Suchen Sie zuerst mit einem Bild.</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>Wird verglichen…</translation>
    </message>
</context>
<context>
    <name>OwnNetwork</name>
    <message>
        <source>Choose a network of yours</source>
        <translation>Eigenes Netz wählen</translation>
    </message>
    <message>
        <source>Networks (*.onnx)</source>
        <translation>Netze (*.onnx)</translation>
    </message>
    <message>
        <source>Choose the names of its classes, one a line</source>
        <translation>Namen der Klassen wählen, einer je Zeile</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>Text (*.txt)</translation>
    </message>
</context>
<context>
    <name>OwnNetworkWindow</name>
    <message>
        <source>A network of your own</source>
        <translation>Ein eigenes Netz</translation>
    </message>
    <message>
        <source>What it sees</source>
        <translation>Was es sieht</translation>
    </message>
    <message>
        <source>No file tells this: if the picture makes no sense, try another one</source>
        <translation>Das steht in keiner Datei: Ergibt das Bild keinen Sinn, etwas anderes versuchen</translation>
    </message>
    <message>
        <source>as for ImageNet (most networks)</source>
        <translation>wie bei ImageNet (die meisten Netze)</translation>
    </message>
    <message>
        <source>from -1 to 1</source>
        <translation>von -1 bis 1</translation>
    </message>
    <message>
        <source>from 0 to 1</source>
        <translation>von 0 bis 1</translation>
    </message>
    <message>
        <source>from 0 to 255</source>
        <translation>von 0 bis 255</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>A text file with the names of what it recognises, one a line</source>
        <translation>Eine Textdatei mit den Namen dessen, was es erkennt, einer je Zeile</translation>
    </message>
    <message>
        <source>Values of a picture</source>
        <translation>Werte eines Bildes</translation>
    </message>
    <message>
        <source>Names of its classes</source>
        <translation>Namen der Klassen</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Install</source>
        <translation>Installieren</translation>
    </message>
    <message>
        <source>A network of your own: {file}</source>
        <translation>Ein eigenes Netz: {file}</translation>
    </message>
    <message>
        <source>Looking at a photo with it…</source>
        <translation>Ein Foto wird damit angesehen…</translation>
    </message>
    <message>
        <source>a drawn picture</source>
        <translation>einem gezeichneten Bild</translation>
    </message>
    <message>
        <source>This is what it sees in {photo}.</source>
        <translation>Das sieht es in {photo}.</translation>
    </message>
    <message>
        <source>It takes it for: {classes}.</source>
        <translation>Es hält es für: {classes}.</translation>
    </message>
    <message>
        <source>Install it if the bright places make sense to you.</source>
        <translation>Installieren, wenn die hellen Stellen einleuchten.</translation>
    </message>
    <message>
        <source>Install it as {name}</source>
        <translation>Als {name} installieren</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Datei wählen…</translation>
    </message>
</context>
<context>
    <name>PartStrip</name>
    <message>
        <source>What to do with this part</source>
        <translation>Was mit diesem Teil geschehen soll</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search for this part (Enter)</source>
        <translation>Nach diesem Teil suchen (Eingabe)</translation>
    </message>
    <message>
        <source>Right (R)</source>
        <translation>Richtig (R)</translation>
    </message>
    <message>
        <source>Wrong (X)</source>
        <translation>Falsch (X)</translation>
    </message>
    <message>
        <source>This part is right: find more like it</source>
        <translation>Dieser Teil ist richtig: mehr davon finden</translation>
    </message>
    <message>
        <source>This part is wrong: find less like it</source>
        <translation>Dieser Teil ist falsch: weniger davon finden</translation>
    </message>
    <message>
        <source>Search with a picture first</source>
        <translation>Zuerst mit einem Bild suchen</translation>
    </message>
</context>
<context>
    <name>Parts</name>
    <message>
        <source>Drag a rectangle to search for a part of the picture</source>
        <translation>Ein Rechteck aufziehen, um nach einem Teil des Bildes zu suchen</translation>
    </message>
    <message>
        <source>Draw a rectangle over a photo, and search for what is in it (B)</source>
        <translation>Ein Rechteck über einem Foto aufziehen und nach dem suchen, was darin ist (B)</translation>
    </message>
    <message>
        <source>Search with a picture or select a photo first; then choose a part of it.</source>
        <translation>Erst mit einem Bild suchen oder ein Foto auswählen; dann einen Teil davon wählen.</translation>
    </message>
    <message>
        <source>Draw a rectangle over a photo. Escape leaves.</source>
        <translation>Ein Rechteck über einem Foto aufziehen. Escape bricht ab.</translation>
    </message>
    <message>
        <source>By keyboard: arrow keys move it, with Shift they resize it, Enter searches.</source>
        <translation>Mit der Tastatur: Pfeiltasten bewegen es, mit Umschalt ändern sie seine Größe, Eingabe sucht.</translation>
    </message>
</context>
<context>
    <name>PhotoDelegate</name>
    <message>
        <source>cannot be
shown</source>
        <translation>nicht
anzeigbar</translation>
    </message>
</context>
<context>
    <name>PhotoGrid</name>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
</context>
<context>
    <name>PhotoList</name>
    <message>
        <source>offline: drive not connected</source>
        <translation>nicht erreichbar: Laufwerk nicht angeschlossen</translation>
    </message>
    <message>
        <source>{name}, place {rank}</source>
        <translation>{name}, Platz {rank}</translation>
    </message>
    <message>
        <source>{name}, rank {rank}, score {score:.2f}</source>
        <translation>{name}, Rang {rank}, Ähnlichkeit {score:.2f}</translation>
    </message>
</context>
<context>
    <name>Pictures</name>
    <message>
        <source>Add pictures to the query</source>
        <translation>Bilder zur Suche hinzufügen</translation>
    </message>
    <message>
        <source>There is no picture in what was copied or dropped.</source>
        <translation>Was kopiert oder fallen gelassen wurde, enthält kein Bild.</translation>
    </message>
    <message>
        <source>Search with a picture first; then others can be taken away from it.</source>
        <translation>Zuerst mit einem Bild suchen; dann können andere davon abgezogen werden.</translation>
    </message>
</context>
<context>
    <name>QueryChoice</name>
    <message>
        <source>Search with pictures</source>
        <translation>Mit Bildern suchen</translation>
    </message>
    <message>
        <source>a part of {name}</source>
        <translation>ein Teil von {name}</translation>
    </message>
</context>
<context>
    <name>QueryPanel</name>
    <message>
        <source>Query</source>
        <translation>Suchbild</translation>
    </message>
    <message>
        <source>Query picture</source>
        <translation>Suchbild</translation>
    </message>
    <message>
        <source>Choose a picture…</source>
        <translation>Bild wählen…</translation>
    </message>
    <message>
        <source>Back to all photos</source>
        <translation>Zurück zu allen Fotos</translation>
    </message>
    <message>
        <source>Box</source>
        <translation>Rechteck</translation>
    </message>
    <message>
        <source>All of it</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Search for the whole picture again</source>
        <translation>Wieder nach dem ganzen Bild suchen</translation>
    </message>
    <message>
        <source>Drop a picture here, paste one, or choose one</source>
        <translation>Ein Bild hierher ziehen, einfügen oder wählen</translation>
    </message>
</context>
<context>
    <name>QueryPictures</name>
    <message>
        <source>Pictures that are searched with together</source>
        <translation>Bilder, mit denen zusammen gesucht wird</translation>
    </message>
    <message>
        <source>+ Add a picture…</source>
        <translation>+ Bild hinzufügen…</translation>
    </message>
    <message>
        <source>Search with more pictures together. Dropping with Shift adds too, and A adds the selected photos.</source>
        <translation>Mit mehreren Bildern zusammen suchen. Auch Fallenlassen mit Umschalt fügt hinzu, und A fügt die ausgewählten Fotos hinzu.</translation>
    </message>
</context>
<context>
    <name>SavingStrip</name>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stops soon and keeps what is done</source>
        <translation>Hält bald an und behält, was fertig ist</translation>
    </message>
    <message>
        <source>Which ones?</source>
        <translation>Welche?</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>ScaleBar</name>
    <message>
        <source>little</source>
        <translation>wenig</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>weggelassen</translation>
    </message>
    <message>
        <source>much</source>
        <translation>viel</translation>
    </message>
    <message>
        <source>counts</source>
        <translation>zählt</translation>
    </message>
    <message>
        <source>Scale of the overlay</source>
        <translation>Skala der Überlagerung</translation>
    </message>
</context>
<context>
    <name>Search</name>
    <message>
        <source>Photos appear here as soon as they are indexed for this.</source>
        <translation>Fotos erscheinen hier, sobald sie dafür erfasst sind.</translation>
    </message>
</context>
<context>
    <name>Second</name>
    <message>
        <source>Back to one method</source>
        <translation>Zurück zu einem Verfahren</translation>
    </message>
    <message>
        <source>Show the hits as they are</source>
        <translation>Die Treffer zeigen, wie sie sind</translation>
    </message>
    <message>
        <source>Left out while methods are mixed: such a look puts photos in an order of its own.</source>
        <translation>Entfällt, solange Verfahren gemischt werden: Ein solcher Blick ordnet die Fotos auf seine eigene Weise.</translation>
    </message>
    <message>
        <source>Or choose “{title}” in the window “What photos are compared by”, and make it there.</source>
        <translation>Oder wählen Sie „{title}“ im Fenster „Wonach Fotos verglichen werden“ und lassen Sie es dort erstellen.</translation>
    </message>
    <message>
        <source>Looking more closely: {done:,} of {total:,}</source>
        <translation>Genauerer Blick: {done:,} von {total:,}</translation>
    </message>
    <message>
        <source>{count:,} photos were looked at more closely.</source>
        <translation>{count:,} Fotos wurden genauer angesehen.</translation>
    </message>
</context>
<context>
    <name>SecondBox</name>
    <message>
        <source>Then</source>
        <translation>Danach</translation>
    </message>
    <message>
        <source>show the hits as they are</source>
        <translation>die Treffer zeigen, wie sie sind</translation>
    </message>
    <message>
        <source>search again with the 5 best hits added</source>
        <translation>mit den 5 besten Treffern dazu noch einmal suchen</translation>
    </message>
    <message>
        <source>search again with the mirror image and the middle of the query</source>
        <translation>auch mit dem Spiegelbild und der Mitte des Suchbilds suchen</translation>
    </message>
    <message>
        <source>put first what shows the same thing, among the best 50</source>
        <translation>unter den besten 50 nach vorn stellen, was dasselbe zeigt</translation>
    </message>
    <message>
        <source>put first where the query&apos;s pattern of texture lies, among the best 100 (windows)</source>
        <translation>unter den besten 100 nach vorn stellen, wo das Texturmuster des Suchbilds liegt (Fenster)</translation>
    </message>
    <message>
        <source>search inside the best 100 photos for the part that looks like the query (regions)</source>
        <translation>in den besten 100 Fotos nach dem Teil suchen, der wie das Suchbild aussieht (Regionen)</translation>
    </message>
    <message>
        <source>search inside the best 100 photos for what looks like the query&apos;s main object (places)</source>
        <translation>in den besten 100 Fotos suchen, was wie das Hauptmotiv der Suchvorlage aussieht (Stellen)</translation>
    </message>
    <message>
        <source>look for the query&apos;s kinds of things in the best 100 photos (class boxes)</source>
        <translation>in den besten 100 Fotos nach den Arten von Dingen des Suchbilds suchen (Klassenrahmen)</translation>
    </message>
    <message>
        <source>describe the best 1,000 photos by the query&apos;s kinds of things</source>
        <translation>die besten 1.000 Fotos nach den Arten von Dingen des Suchbilds beschreiben</translation>
    </message>
</context>
<context>
    <name>SelfTestWindow</name>
    <message>
        <source>Which suits my photos best?</source>
        <translation>Was passt am besten zu meinen Fotos?</translation>
    </message>
    <message>
        <source>Searches with photos of your folders by every method. What lies in the same folder counts as right.</source>
        <translation>Sucht mit Fotos Ihrer Ordner nach jedem Verfahren. Was im selben Ordner liegt, gilt als richtig.</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>How well each method does</source>
        <translation>Wie gut jedes Verfahren ist</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>First hit right</source>
        <translation>Erster Treffer richtig</translation>
    </message>
    <message>
        <source>Mean precision</source>
        <translation>Mittlere Genauigkeit</translation>
    </message>
    <message>
        <source>How often the first hit is right.</source>
        <translation>Wie oft der erste Treffer richtig ist.</translation>
    </message>
    <message>
        <source>How far in front all that is right stands; 1 is perfect.</source>
        <translation>Wie weit vorn alles steht, was richtig ist; 1 ist vollkommen.</translation>
    </message>
</context>
<context>
    <name>SelfTesting</name>
    <message>
        <source>Reading what has been made of your photos…</source>
        <translation>Was aus Ihren Fotos erstellt wurde, wird gelesen …</translation>
    </message>
    <message>
        <source>Searching by “{title}”…</source>
        <translation>Suche nach „{title}“ …</translation>
    </message>
    <message>
        <source>Photos are compared by “{title}” from now on.</source>
        <translation>Fotos werden von jetzt an nach „{title}“ verglichen.</translation>
    </message>
    <message>
        <source>Use the best one</source>
        <translation>Das beste verwenden</translation>
    </message>
    <message>
        <source>Use “{title}”</source>
        <translation>„{title}“ verwenden</translation>
    </message>
    <message>
        <source>The test was stopped before anything was known.</source>
        <translation>Der Test wurde angehalten, bevor etwas bekannt war.</translation>
    </message>
    <message>
        <source>Searched with {queries:,} photos of {folders:,} folders.</source>
        <translation>Gesucht wurde mit {queries:,} Fotos aus {folders:,} Ordnern.</translation>
    </message>
    <message>
        <source>“{title}” finds most.</source>
        <translation>„{title}“ findet am meisten.</translation>
    </message>
    <message>
        <source>New photos get that only when asked for; of what all photos get, “{title}” finds most.</source>
        <translation>Neue Fotos bekommen das nur auf Verlangen; von dem, was alle Fotos bekommen, findet „{title}“ am meisten.</translation>
    </message>
    <message>
        <source>It is what photos are compared by already.</source>
        <translation>Danach werden Fotos schon verglichen.</translation>
    </message>
    <message>
        <source>The test was stopped: other methods were not measured.</source>
        <translation>Der Test wurde angehalten: Andere Verfahren wurden nicht gemessen.</translation>
    </message>
</context>
<context>
    <name>SettingsWindow</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Takes effect at the next start.</source>
        <translation>Gilt ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>Look for new photos when the program starts</source>
        <translation>Beim Start nach neuen Fotos suchen</translation>
    </message>
    <message>
        <source>Notice changes in folders at once</source>
        <translation>Änderungen in Ordnern sofort bemerken</translation>
    </message>
    <message>
        <source>New, changed and deleted photos are taken in while the window is open.</source>
        <translation>Neue, geänderte und gelöschte Fotos werden aufgenommen, solange das Fenster offen ist.</translation>
    </message>
    <message>
        <source>Leave half of the processors to other programs</source>
        <translation>Die Hälfte der Prozessoren anderen Programmen lassen</translation>
    </message>
    <message>
        <source>Wait while this computer runs on its battery</source>
        <translation>Warten, solange dieser Rechner mit dem Akku läuft</translation>
    </message>
    <message>
        <source>What is under way can be told to go on all the same.</source>
        <translation>Was gerade läuft, kann trotzdem fortgesetzt werden.</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Indexing</source>
        <translation>Erfassung</translation>
    </message>
    <message>
        <source>Thumbnails</source>
        <translation>Vorschaubilder</translation>
    </message>
    <message>
        <source>Index server</source>
        <translation>Index-Server</translation>
    </message>
</context>
<context>
    <name>SmallRows</name>
    <message>
        <source>and {count} more</source>
        <translation>und {count} weitere</translation>
    </message>
</context>
<context>
    <name>SpotLayer</name>
    <message>
        <source>Details of the photo</source>
        <translation>Details des Fotos</translation>
    </message>
</context>
<context>
    <name>Spots</name>
    <message>
        <source>Detail</source>
        <translation>Detail</translation>
    </message>
    <message>
        <source>Click details of a photo, and search for photos that hold them (D)</source>
        <translation>Details eines Fotos anklicken und Fotos suchen, die sie enthalten (D)</translation>
    </message>
    <message>
        <source>Search with a picture or select a photo first; then point at details of it.</source>
        <translation>Zuerst mit einem Bild suchen oder ein Foto auswählen; dann auf Details darin zeigen.</translation>
    </message>
    <message>
        <source>Click a detail that photos are to hold, right-click one that they are not to hold.</source>
        <translation>Ein Detail anklicken, das Fotos enthalten sollen; mit der rechten Taste eines, das sie nicht enthalten sollen.</translation>
    </message>
    <message>
        <source>By keyboard: arrow keys, Enter, Shift+Enter.</source>
        <translation>Mit der Tastatur: Pfeiltasten, Eingabe, Umschalt+Eingabe.</translation>
    </message>
    <message>
        <source>Click to add one, right-click for one to leave out, click a ring to remove it.</source>
        <translation>Klick fügt eines hinzu, rechter Klick lässt eines weg, Klick auf einen Ring entfernt ihn.</translation>
    </message>
    <message>
        <source>Photos that hold this detail</source>
        <translation>Fotos, die dieses Detail enthalten</translation>
    </message>
    <message>
        <source>Photos that hold these {count} details</source>
        <translation>Fotos, die diese {count} Details enthalten</translation>
    </message>
    <message>
        <source>{said}, but not the one crossed out</source>
        <translation>{said}, aber nicht das durchgestrichene</translation>
    </message>
    <message>
        <source>{said}, but none of the {count} crossed out</source>
        <translation>{said}, aber keines der {count} durchgestrichenen</translation>
    </message>
</context>
<context>
    <name>StatusStrip</name>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stops soon and keeps what is done</source>
        <translation>Hält bald an und behält, was fertig ist</translation>
    </message>
    <message>
        <source>Something went wrong in photosearch itself. The log has the details.</source>
        <translation>In photosearch selbst ist etwas schiefgegangen. Einzelheiten stehen im Protokoll.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>{count:,} unreadable</source>
        <translation>{count:,} unlesbar</translation>
    </message>
</context>
<context>
    <name>StepWords</name>
    <message>
        <source>photos of: {kind}</source>
        <translation>Fotos von: {kind}</translation>
    </message>
    <message>
        <source>{name} and {count} more</source>
        <translation>{name} und {count} weitere</translation>
    </message>
    <message>
        <source>details of it: {count}</source>
        <translation>Details daraus: {count}</translation>
    </message>
    <message>
        <source>left out: {count}</source>
        <translation>weggelassen: {count}</translation>
    </message>
    <message>
        <source>less like {name}</source>
        <translation>weniger wie {name}</translation>
    </message>
    <message>
        <source>part of it</source>
        <translation>ein Teil davon</translation>
    </message>
    <message>
        <source>by {method}</source>
        <translation>nach {method}</translation>
    </message>
    <message>
        <source>then {what}</source>
        <translation>dann {what}</translation>
    </message>
    <message>
        <source>{count} right</source>
        <translation>{count} richtig</translation>
    </message>
    <message>
        <source>{count} wrong</source>
        <translation>{count} falsch</translation>
    </message>
</context>
<context>
    <name>TextWindow</name>
    <message>
        <source>Copy all</source>
        <translation>Alles kopieren</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Filter by name, or kind</source>
        <translation>Nach Name oder Art filtern</translation>
    </message>
    <message>
        <source>A part of a file&apos;s name, or a kind of thing: dog, sofa, mountain…</source>
        <translation>Ein Teil eines Dateinamens oder eine Art von Ding (englisch): dog, sofa, mountain…</translation>
    </message>
    <message>
        <source>Match by</source>
        <translation>Vergleichen nach</translation>
    </message>
    <message>
        <source>several, mixed</source>
        <translation>mehrere, gemischt</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>Einblendung</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Strength of the overlay</source>
        <translation>Stärke der Einblendung</translation>
    </message>
    <message>
        <source>Size of the photos</source>
        <translation>Größe der Fotos</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>{title} (not made yet)</source>
        <translation>{title} (noch nicht berechnet)</translation>
    </message>
</context>
<context>
    <name>TypedKind</name>
    <message>
        <source>Photos of: {kind}</source>
        <translation>Fotos von: {kind}</translation>
    </message>
    <message>
        <source>Nothing is known yet of the kinds of things in these photos.</source>
        <translation>Über die Arten von Dingen in diesen Fotos ist noch nichts bekannt.</translation>
    </message>
</context>
<context>
    <name>Undo</name>
    <message>
        <source>There is nothing to undo.</source>
        <translation>Es gibt nichts rückgängig zu machen.</translation>
    </message>
</context>
<context>
    <name>Waiting</name>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
</context>
<context>
    <name>_Row</name>
    <message>
        <source>{name} is shown above</source>
        <translation>{name} wird oben gezeigt</translation>
    </message>
    <message>
        <source>Show {name} above</source>
        <translation>{name} oben zeigen</translation>
    </message>
    <message>
        <source>How much {name} counts</source>
        <translation>Wie viel {name} zählt</translation>
    </message>
    <message>
        <source>How much it counts; below 0, photos like it come later</source>
        <translation>Wie viel es zählt; unter 0 kommen Fotos wie dieses später</translation>
    </message>
    <message>
        <source>Search without {name}</source>
        <translation>Ohne {name} suchen</translation>
    </message>
    <message>
        <source>{weight} %</source>
        <translation>{weight} %</translation>
    </message>
</context>
<context>
    <name>_Steps</name>
    <message>
        <source>Search again</source>
        <translation>Noch einmal suchen</translation>
    </message>
    <message>
        <source>Name and save…</source>
        <translation>Benennen und speichern…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
</context>
<context>
    <name>actions</name>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation>Ordner hinzufügen…</translation>
    </message>
    <message>
        <source>Rescan folders</source>
        <translation>Ordner neu einlesen</translation>
    </message>
    <message>
        <source>Search with a picture…</source>
        <translation>Mit einem Bild suchen…</translation>
    </message>
    <message>
        <source>Search with the copied picture</source>
        <translation>Mit dem kopierten Bild suchen</translation>
    </message>
    <message>
        <source>Back to all photos</source>
        <translation>Zurück zu allen Fotos</translation>
    </message>
    <message>
        <source>Back to the search before</source>
        <translation>Zurück zur Suche davor</translation>
    </message>
    <message>
        <source>On to the next search</source>
        <translation>Weiter zur nächsten Suche</translation>
    </message>
    <message>
        <source>Filter by name</source>
        <translation>Nach Namen filtern</translation>
    </message>
    <message>
        <source>Photos of a kind of thing…</source>
        <translation>Fotos einer Art von Ding…</translation>
    </message>
    <message>
        <source>What photos are compared by…</source>
        <translation>Wonach Fotos verglichen werden …</translation>
    </message>
    <message>
        <source>Networks…</source>
        <translation>Netze…</translation>
    </message>
    <message>
        <source>Browse by what stands out…</source>
        <translation>Stöbern nach dem, was auffällt…</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen …</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Compare at full size</source>
        <translation>In voller Größe vergleichen</translation>
    </message>
    <message>
        <source>Find similar photos</source>
        <translation>Ähnliche Fotos finden</translation>
    </message>
    <message>
        <source>What stands out here</source>
        <translation>Was hier auffällt</translation>
    </message>
    <message>
        <source>Search for a part</source>
        <translation>Nach einem Teil suchen</translation>
    </message>
    <message>
        <source>Paint what is searched for</source>
        <translation>Malen, wonach gesucht wird</translation>
    </message>
    <message>
        <source>Search for details</source>
        <translation>Nach Details suchen</translation>
    </message>
    <message>
        <source>Add to the query</source>
        <translation>Zur Suche hinzufügen</translation>
    </message>
    <message>
        <source>Take away from the query: less like this</source>
        <translation>Von der Suche abziehen: weniger davon</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Save picture with overlay…</source>
        <translation>Bild mit Überlagerung sichern…</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>Pfad kopieren</translation>
    </message>
    <message>
        <source>Open with its program</source>
        <translation>Mit zugehörigem Programm öffnen</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner anzeigen</translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation>In den Papierkorb verschieben</translation>
    </message>
    <message>
        <source>Save the main objects…</source>
        <translation>Hauptmotive speichern…</translation>
    </message>
    <message>
        <source>Save the parts that fit…</source>
        <translation>Die passenden Teile sichern…</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>This is right: find more like it</source>
        <translation>Das ist richtig: mehr davon finden</translation>
    </message>
    <message>
        <source>This is wrong: find less like it</source>
        <translation>Das ist falsch: weniger davon finden</translation>
    </message>
    <message>
        <source>No overlay</source>
        <translation>Keine Einblendung</translation>
    </message>
    <message>
        <source>Overlay: all that stands out</source>
        <translation>Einblendung: alles, was auffällt</translation>
    </message>
    <message>
        <source>Overlay: main object</source>
        <translation>Einblendung: Hauptmotiv</translation>
    </message>
    <message>
        <source>Overlay: attention</source>
        <translation>Einblendung: Aufmerksamkeit</translation>
    </message>
    <message>
        <source>Overlay: kinds of things, one after the other</source>
        <translation>Überlagerung: Arten von Dingen, eine nach der anderen</translation>
    </message>
    <message>
        <source>Overlay: what catches the eye</source>
        <translation>Überlagerung: was ins Auge fällt</translation>
    </message>
    <message>
        <source>Overlay: parts</source>
        <translation>Überlagerung: Teile</translation>
    </message>
    <message>
        <source>Overlay: most alike parts</source>
        <translation>Überlagerung: ähnlichste Teile</translation>
    </message>
    <message>
        <source>Overlay: where it is alike</source>
        <translation>Überlagerung: wo es sich gleicht</translation>
    </message>
    <message>
        <source>Show the network&apos;s raw cells</source>
        <translation>Die rohen Zellen des Netzes zeigen</translation>
    </message>
    <message>
        <source>Show where hits fit</source>
        <translation>Zeigen, wo Treffer passen</translation>
    </message>
    <message>
        <source>Cut off one photo later</source>
        <translation>Grenze ein Foto weiter</translation>
    </message>
    <message>
        <source>Cut off one photo earlier</source>
        <translation>Grenze ein Foto zurück</translation>
    </message>
    <message>
        <source>Cut off where likeness is chance</source>
        <translation>Grenze, wo Ähnlichkeit Zufall ist</translation>
    </message>
    <message>
        <source>Select all above the cut-off</source>
        <translation>Alle über der Grenze auswählen</translation>
    </message>
    <message>
        <source>Larger photos</source>
        <translation>Größere Fotos</translation>
    </message>
    <message>
        <source>Smaller photos</source>
        <translation>Kleinere Fotos</translation>
    </message>
    <message>
        <source>Crop around the main object</source>
        <translation>Auf das Hauptmotiv zuschneiden</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Check and repair the library…</source>
        <translation>Bibliothek prüfen und reparieren…</translation>
    </message>
    <message>
        <source>Log for a bug report</source>
        <translation>Protokoll für eine Fehlermeldung</translation>
    </message>
    <message>
        <source>About photosearch</source>
        <translation>Über photosearch</translation>
    </message>
</context>
<context>
    <name>composition</name>
    <message>
        <source>fills the photo</source>
        <translation>füllt das Foto</translation>
    </message>
    <message>
        <source>small</source>
        <translation>klein</translation>
    </message>
    <message>
        <source>left</source>
        <translation>links</translation>
    </message>
    <message>
        <source>centred</source>
        <translation>mittig</translation>
    </message>
    <message>
        <source>right</source>
        <translation>rechts</translation>
    </message>
    <message>
        <source>no main object</source>
        <translation>ohne Hauptmotiv</translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>Main object</source>
        <translation>Hauptmotiv</translation>
    </message>
    <message>
        <source>Finds the main object and compares that alone, whatever is behind it: for animals, flowers, products.</source>
        <translation>Findet das Hauptmotiv und vergleicht nur dieses, gleich was dahinter ist: für Tiere, Blumen, Produkte.</translation>
    </message>
    <message>
        <source>What is behind</source>
        <translation>Was dahinter ist</translation>
    </message>
    <message>
        <source>Compares what is behind the main object and ignores that itself: for the same place with someone else.</source>
        <translation>Vergleicht, was hinter dem Hauptmotiv ist, und lässt dieses weg: für denselben Ort mit jemand anderem.</translation>
    </message>
    <message>
        <source>Main object, finer</source>
        <translation>Hauptmotiv, feiner</translation>
    </message>
    <message>
        <source>Like the main object alone, with finer texture and pattern: for telling similar species or models apart.</source>
        <translation>Wie das Hauptmotiv allein, mit feineren Strukturen und Mustern: um ähnliche Arten oder Modelle zu unterscheiden.</translation>
    </message>
    <message>
        <source>Main object, both ways</source>
        <translation>Hauptmotiv, auch gespiegelt</translation>
    </message>
    <message>
        <source>Like the main object alone, less sensitive to which way it faces; indexing takes twice as long.</source>
        <translation>Wie das Hauptmotiv allein, unabhängiger von der Blickrichtung; das Einlesen dauert doppelt so lange.</translation>
    </message>
    <message>
        <source>Main object, finer, both ways</source>
        <translation>Hauptmotiv, feiner, auch gespiegelt</translation>
    </message>
    <message>
        <source>The finer comparison of the main object, whichever way it faces; indexing takes twice as long.</source>
        <translation>Der feinere Vergleich des Hauptmotivs, gleich in welche Richtung es blickt; das Einlesen dauert doppelt so lange.</translation>
    </message>
    <message>
        <source>Salient and rare</source>
        <translation>Auffällig und selten</translation>
    </message>
    <message>
        <source>Compares the whole picture with more weight on eye-catching places and rare features: an all-rounder.</source>
        <translation>Vergleicht das ganze Bild mit mehr Gewicht auf auffälligen Stellen und seltenen Merkmalen: ein Alleskönner.</translation>
    </message>
    <message>
        <source>Scene with accents</source>
        <translation>Szene mit Akzenten</translation>
    </message>
    <message>
        <source>Compares the whole picture with more weight on its striking details: for buildings, places and things.</source>
        <translation>Vergleicht das ganze Bild mit mehr Gewicht auf markanten Einzelheiten: für Gebäude, Orte und Dinge.</translation>
    </message>
    <message>
        <source>Whole scene, evenly</source>
        <translation>Ganze Szene, gleichmäßig</translation>
    </message>
    <message>
        <source>Compares the whole picture, every part with the same weight: for scenes, places and moods.</source>
        <translation>Vergleicht das ganze Bild, jeden Teil mit gleichem Gewicht: für Szenen, Orte und Stimmungen.</translation>
    </message>
    <message>
        <source>Striking details</source>
        <translation>Markante Einzelheiten</translation>
    </message>
    <message>
        <source>Compares the most striking details, wherever they are: for an object that is small or moves about.</source>
        <translation>Vergleicht die markantesten Einzelheiten, wo sie auch sind: für ein Motiv, das klein ist oder an wechselnder Stelle.</translation>
    </message>
    <message>
        <source>Whole scene and details</source>
        <translation>Ganze Szene und Einzelheiten</translation>
    </message>
    <message>
        <source>Compares the whole picture and its most striking details together.</source>
        <translation>Vergleicht das ganze Bild zusammen mit seinen markantesten Einzelheiten.</translation>
    </message>
    <message>
        <source>Regions, evenly and strikingly</source>
        <translation>Bereiche, gleichmäßig und auffällig</translation>
    </message>
    <message>
        <source>Looks at twenty-one parts of the picture, each as a whole and in its details: for scenes of many things.</source>
        <translation>Sieht einundzwanzig Teile des Bildes an, jeden als Ganzes und in seinen Einzelheiten: für Szenen mit vielen Dingen.</translation>
    </message>
    <message>
        <source>Middle of the picture</source>
        <translation>Bildmitte</translation>
    </message>
    <message>
        <source>Compares what is in the middle of the picture: for portraits, products and other centred things.</source>
        <translation>Vergleicht, was in der Mitte des Bildes ist: für Porträts, Produkte und anderes, das mittig steht.</translation>
    </message>
    <message>
        <source>A second look at the main object</source>
        <translation>Ein zweiter Blick auf das Hauptmotiv</translation>
    </message>
    <message>
        <source>Looks at the main object once more, enlarged, and compares that; indexing takes twice as long.</source>
        <translation>Sieht das Hauptmotiv noch einmal vergrößert an und vergleicht das; die Erfassung dauert doppelt so lange.</translation>
    </message>
    <message>
        <source>What the classifier sees</source>
        <translation>Was der Klassifikator sieht</translation>
    </message>
    <message>
        <source>Compares what the network&apos;s own classifier would judge the whole picture by: for researchers.</source>
        <translation>Vergleicht, wonach der Klassifikator des Netzes das ganze Bild beurteilen würde: für die Forschung.</translation>
    </message>
    <message>
        <source>Sum of everything</source>
        <translation>Summe von allem</translation>
    </message>
    <message>
        <source>Adds up all places of the picture; meant to be whitened: for researchers.</source>
        <translation>Zählt alle Stellen des Bildes zusammen; zum Weißen gedacht: für die Forschung.</translation>
    </message>
    <message>
        <source>Sum of everything, unweighted</source>
        <translation>Summe von allem, ungewichtet</translation>
    </message>
    <message>
        <source>What “salient and rare” is compared with: the same sum without its weights, for researchers.</source>
        <translation>Womit „Auffällig und selten“ verglichen wird: dieselbe Summe ohne Gewichte, für die Forschung.</translation>
    </message>
    <message>
        <source>Weighted sum: everywhere alike</source>
        <translation>Gewichtete Summe: überall gleich</translation>
    </message>
    <message>
        <source>Adds up the places of the picture, some more than others; meant to be whitened: for researchers.</source>
        <translation>Zählt die Stellen des Bildes zusammen, manche stärker als andere; zum Weißen gedacht: für die Forschung.</translation>
    </message>
    <message>
        <source>Weighted sum: the middle</source>
        <translation>Gewichtete Summe: die Mitte</translation>
    </message>
    <message>
        <source>Weighted sum: where the network is excited</source>
        <translation>Gewichtete Summe: wo das Netz erregt ist</translation>
    </message>
    <message>
        <source>Weighted sum: where regions overlap</source>
        <translation>Gewichtete Summe: wo Bereiche sich überdecken</translation>
    </message>
    <message>
        <source>Weighted sum: what draws the eye</source>
        <translation>Gewichtete Summe: was den Blick anzieht</translation>
    </message>
    <message>
        <source>Weighted sum: what is surrounded</source>
        <translation>Gewichtete Summe: was umschlossen ist</translation>
    </message>
    <message>
        <source>Weighted sum: what a saliency network sees</source>
        <translation>Gewichtete Summe: was ein Salienznetz sieht</translation>
    </message>
    <message>
        <source>Whole scene, evenly, at three sizes</source>
        <translation>Ganze Szene, gleichmäßig, in drei Größen</translation>
    </message>
    <message>
        <source>The same at three sizes of the picture, so that small things count too; indexing takes much longer.</source>
        <translation>Dasselbe in drei Größen des Bildes, damit auch Kleines zählt; die Erfassung dauert viel länger.</translation>
    </message>
    <message>
        <source>Salient and rare, at three sizes</source>
        <translation>Auffällig und selten, in drei Größen</translation>
    </message>
    <message>
        <source>Scene with accents, at three sizes</source>
        <translation>Szene mit Akzenten, in drei Größen</translation>
    </message>
    <message>
        <source>Striking details, at three sizes</source>
        <translation>Auffällige Einzelheiten, in drei Größen</translation>
    </message>
    <message>
        <source>Regions, evenly and strikingly, at three sizes</source>
        <translation>Bereiche, gleichmäßig und auffällig, in drei Größen</translation>
    </message>
    <message>
        <source>Striking details, region by region</source>
        <translation>Auffällige Einzelheiten, Bereich für Bereich</translation>
    </message>
    <message>
        <source>Compares the most striking details of many parts of the picture: for one particular thing or place.</source>
        <translation>Vergleicht die auffälligsten Einzelheiten vieler Teile des Bildes: für einen bestimmten Gegenstand oder Ort.</translation>
    </message>
    <message>
        <source>What kinds of things are seen</source>
        <translation>Was für Dinge zu sehen sind</translation>
    </message>
    <message>
        <source>Compares photos by the kinds of things that the network recognises in them, and how each of these looks.</source>
        <translation>Vergleicht Fotos nach den Arten von Dingen, die das Netz darin erkennt, und danach, wie jedes davon aussieht.</translation>
    </message>
    <message>
        <source>Textures, against typical ones</source>
        <translation>Texturen, gegen typische</translation>
    </message>
    <message>
        <source>Compares textures and patterns everywhere in the picture with what is typical of your photos.</source>
        <translation>Vergleicht Texturen und Muster überall im Bild mit dem, was für Ihre Fotos typisch ist.</translation>
    </message>
    <message>
        <source>Main object, against typical ones</source>
        <translation>Hauptmotiv, gegen typische</translation>
    </message>
    <message>
        <source>Compares how the main object differs from what is typical of your photos: for researchers.</source>
        <translation>Vergleicht, wie das Hauptmotiv von dem abweicht, was für Ihre Fotos typisch ist: für die Forschung.</translation>
    </message>
    <message>
        <source>Main object, against the usual spread</source>
        <translation>Hauptmotiv, gegen die übliche Streuung</translation>
    </message>
    <message>
        <source>Compares how the main object&apos;s features are spread, beside what is usual in your photos: for researchers.</source>
        <translation>Vergleicht, wie die Merkmale des Hauptmotivs streuen, neben dem, was in Ihren Fotos üblich ist: für die Forschung.</translation>
    </message>
    <message>
        <source>Best matching parts</source>
        <translation>Ähnlichste Teile</translation>
    </message>
    <message>
        <source>Compares the most similar parts of two photos: for one thing in many surroundings.</source>
        <translation>Vergleicht die ähnlichsten Teile zweier Fotos: für einen Gegenstand in vielen Umgebungen.</translation>
    </message>
    <message>
        <source>Whole photos, by how features go together</source>
        <translation>Ganze Fotos, nach dem Zusammenspiel der Merkmale</translation>
    </message>
    <message>
        <source>What the comparison of parts is measured against: whole photos, in the same terms, for researchers.</source>
        <translation>Woran der Vergleich von Teilen gemessen wird: ganze Fotos, auf dieselbe Weise, für die Forschung.</translation>
    </message>
    <message>
        <source>Best matching parts, by sums</source>
        <translation>Ähnlichste Teile, nach Summen</translation>
    </message>
    <message>
        <source>Whole photos, by sums</source>
        <translation>Ganze Fotos, nach Summen</translation>
    </message>
    <message>
        <source>All that stands out</source>
        <translation>Alles, was auffällt</translation>
    </message>
    <message>
        <source>The bright parts are where the network sees more than on average; the rest counts as background.</source>
        <translation>Hell ist, wo das Netz mehr als im Durchschnitt sieht; der Rest gilt als Hintergrund.</translation>
    </message>
    <message>
        <source>The bright part is the main object: the largest connected part that stands out.</source>
        <translation>Hell ist das Hauptmotiv: der größte zusammenhängende Teil, der auffällt.</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Aufmerksamkeit</translation>
    </message>
    <message>
        <source>Yellow is where the network sees most, violet where it sees least.</source>
        <translation>Gelb ist, wo das Netz am meisten sieht, violett, wo am wenigsten.</translation>
    </message>
    <message>
        <source>Kinds of things</source>
        <translation>Arten von Dingen</translation>
    </message>
    <message>
        <source>Yellow is where the network sees what is named; choose it again for the next kind of thing.</source>
        <translation>Gelb ist, wo das Netz das Genannte sieht; noch einmal gewählt zeigt die nächste Art von Dingen.</translation>
    </message>
    <message>
        <source>What catches the eye</source>
        <translation>Was ins Auge fällt</translation>
    </message>
    <message>
        <source>Yellow is what stands out from what is around it, whatever the network makes of it.</source>
        <translation>Gelb ist, was sich von seiner Umgebung abhebt, was immer das Netz davon hält.</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>Teile</translation>
    </message>
    <message>
        <source>Each outline is a part that can be found in other photos: by itself, with its neighbours, or as a whole.</source>
        <translation>Jeder Umriss ist ein Teil, der in anderen Fotos gefunden werden kann: allein, mit seinen Nachbarn oder als Ganzes.</translation>
    </message>
    <message>
        <source>Most alike parts</source>
        <translation>Ähnlichste Teile</translation>
    </message>
    <message>
        <source>Outlines of one colour are the parts of both photos that are most alike; 1 is the best pair.</source>
        <translation>Umrisse einer Farbe sind die Teile beider Fotos, die sich am meisten gleichen; 1 ist das beste Paar.</translation>
    </message>
    <message>
        <source>Where it is alike</source>
        <translation>Wo es sich gleicht</translation>
    </message>
    <message>
        <source>Yellow places of each photo look like the main object of the other.</source>
        <translation>Gelbe Stellen jedes Fotos sehen aus wie das Hauptmotiv des anderen.</translation>
    </message>
    <message>
        <source>Details searched for</source>
        <translation>Gesuchte Details</translation>
    </message>
    <message>
        <source>The bright parts hold what was pointed at; what is dark does not.</source>
        <translation>Die hellen Teile enthalten, worauf gezeigt wurde; was dunkel ist, nicht.</translation>
    </message>
    <message>
        <source>Words of texture</source>
        <translation>Wörter der Textur</translation>
    </message>
    <message>
        <source>Describes every place by one of thousands of visual words: for finding a detail in a large picture.</source>
        <translation>Beschreibt jede Stelle mit einem von Tausenden visuellen Wörtern: um eine Einzelheit in einem großen Bild zu finden.</translation>
    </message>
    <message>
        <source>Words of texture: everywhere alike</source>
        <translation>Wörter der Textur: überall gleich</translation>
    </message>
    <message>
        <source>Describes every place by one of thousands of visual words, some more than others: for researchers.</source>
        <translation>Beschreibt jede Stelle mit einem von Tausenden visuellen Wörtern, manche mehr als andere: für Forschende.</translation>
    </message>
    <message>
        <source>Words of texture: the middle</source>
        <translation>Wörter der Textur: die Mitte</translation>
    </message>
    <message>
        <source>Words of texture: where regions overlap</source>
        <translation>Wörter der Textur: wo Bereiche sich überlappen</translation>
    </message>
    <message>
        <source>Words of texture: what draws the eye</source>
        <translation>Wörter der Textur: was den Blick anzieht</translation>
    </message>
    <message>
        <source>Words of texture: what is surrounded</source>
        <translation>Wörter der Textur: was umgeben ist</translation>
    </message>
    <message>
        <source>Words of texture: what a saliency network sees</source>
        <translation>Wörter der Textur: was ein Salienznetz sieht</translation>
    </message>
    <message>
        <source>Words of corners and edges</source>
        <translation>Wörter der Ecken und Kanten</translation>
    </message>
    <message>
        <source>Finds one particular flat thing (a cover, a poster, a facade) that is turned, scaled or partly hidden.</source>
        <translation>Findet ein bestimmtes flaches Ding (eine Hülle, ein Plakat, eine Fassade), gedreht, vergrößert oder halb verdeckt.</translation>
    </message>
</context>
<context>
    <name>pages</name>
    <message>
        <source>Finds photos by how they look, and shows why. Everything stays on this machine.</source>
        <translation>Findet Fotos nach ihrem Aussehen und zeigt, warum. Alles bleibt auf diesem Rechner.</translation>
    </message>
    <message>
        <source>The library is sound. There was nothing to repair.</source>
        <translation>Die Bibliothek ist in Ordnung. Es gab nichts zu reparieren.</translation>
    </message>
    <message>
        <source>What was wrong</source>
        <translation>Was nicht stimmte</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>Was getan wurde</translation>
    </message>
    <message>
        <source>No photo was touched. What was lost is indexed again now.</source>
        <translation>Kein Foto wurde berührt. Was verloren war, wird jetzt neu indiziert.</translation>
    </message>
</context>
<context>
    <name>ways</name>
    <message>
        <source>Choose it under “What photos are compared by…” (Ctrl+M).</source>
        <translation>Wählen Sie es unter „Wonach Fotos verglichen werden …“ (Strg+M).</translation>
    </message>
    <message>
        <source>Choose “Networks…” (Ctrl+Shift+N).</source>
        <translation>Wählen Sie „Netze…“ (Strg+Umschalt+N).</translation>
    </message>
    <message>
        <source>That is not possible in the window yet.</source>
        <translation>Das geht im Fenster noch nicht.</translation>
    </message>
    <message>
        <source>Rescan the folders (F5).</source>
        <translation>Sehen Sie die Ordner noch einmal durch (F5).</translation>
    </message>
    <message>
        <source>Add a folder (Ctrl+O).</source>
        <translation>Fügen Sie einen Ordner hinzu (Strg+O).</translation>
    </message>
    <message>
        <source>Choose “Check and repair the library…” in the menu.</source>
        <translation>Wählen Sie „Bibliothek prüfen und reparieren…“ im Menü.</translation>
    </message>
    <message>
        <source>Press K for all that there are.</source>
        <translation>Drücken Sie K, um alle zu sehen.</translation>
    </message>
</context>
</TS>
