<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
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
        <source>Next photo</source>
        <translation>Nächstes Foto</translation>
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
        <source>Drop to search with these {count} pictures together</source>
        <translation>Loslassen, um mit diesen {count} Bildern zusammen zu suchen</translation>
    </message>
    <message>
        <source>Drop to search with this picture</source>
        <translation>Loslassen, um mit diesem Bild zu suchen</translation>
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
        <source>{count:,} photos</source>
        <translation>{count:,} Fotos</translation>
    </message>
    <message>
        <source>{count:,} files could not be shown</source>
        <translation>{count:,} Dateien konnten nicht gezeigt werden</translation>
    </message>
    <message>
        <source>It cannot be reached now. Its photos are kept.</source>
        <translation>Er ist gerade nicht erreichbar. Seine Fotos bleiben erhalten.</translation>
    </message>
</context>
<context>
    <name>Grid</name>
    <message>
        <source>No name holds “{words}”.</source>
        <translation>Kein Name enthält „{words}“.</translation>
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
</context>
<context>
    <name>Indexing</name>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten…</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
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
        <source>{count:,} photos indexed, {unchanged:,} files unchanged</source>
        <translation>{count:,} Fotos eingelesen, {unchanged:,} Dateien unverändert</translation>
    </message>
    <message>
        <source>Stopped. What is done is kept: {said}</source>
        <translation>Angehalten. Was fertig ist, bleibt: {said}</translation>
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
        <source>or drop a folder here. Photos stay where they are, and nothing leaves this machine.</source>
        <translation>oder einen Ordner hierher ziehen. Die Fotos bleiben, wo sie sind, und nichts verlässt diesen Rechner.</translation>
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
    <message>
        <source>There is no picture in what was copied or dropped.</source>
        <translation>Im Kopierten oder Gezogenen ist kein Bild.</translation>
    </message>
</context>
<context>
    <name>MethodChoice</name>
    <message>
        <source>Choose a network&apos;s manifest</source>
        <translation>Beschreibung eines Netzes wählen</translation>
    </message>
    <message>
        <source>Network manifests (*.toml)</source>
        <translation>Beschreibungen von Netzen (*.toml)</translation>
    </message>
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
        <source>Other network…</source>
        <translation>Anderes Netz …</translation>
    </message>
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
        <source>put first what shows the same thing, among the best 50</source>
        <translation>unter den besten 50 nach vorn stellen, was dasselbe zeigt</translation>
    </message>
    <message>
        <source>The network looks at every photo once. Another one sees other things in them.</source>
        <translation>Das Netz sieht sich jedes Foto einmal an. Ein anderes sieht anderes darin.</translation>
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
        <source>{name}, rank {rank}, score {score:.2f}</source>
        <translation>{name}, Rang {rank}, Ähnlichkeit {score:.2f}</translation>
    </message>
</context>
<context>
    <name>QueryChoice</name>
    <message>
        <source>Search with pictures</source>
        <translation>Mit Bildern suchen</translation>
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
        <source>Drop a picture here, paste one, or choose one</source>
        <translation>Ein Bild hierher ziehen, einfügen oder wählen</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>und {count} weitere</translation>
    </message>
    <message>
        <source>{name} and {count} more</source>
        <translation>{name} und {count} weitere</translation>
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
        <source>Leave half of the processors to other programs</source>
        <translation>Die Hälfte der Prozessoren anderen Programmen lassen</translation>
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
        <source>Filter by name</source>
        <translation>Nach Namen filtern</translation>
    </message>
    <message>
        <source>Match by</source>
        <translation>Vergleichen nach</translation>
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
    <name>Undo</name>
    <message>
        <source>There is nothing to undo.</source>
        <translation>Es gibt nichts rückgängig zu machen.</translation>
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
        <source>Filter by name</source>
        <translation>Nach Namen filtern</translation>
    </message>
    <message>
        <source>What photos are compared by…</source>
        <translation>Wonach Fotos verglichen werden …</translation>
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
        <source>Copy</source>
        <translation>Kopieren</translation>
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
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
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
</context>
<context>
    <name>pages</name>
    <message>
        <source>Finds photos by how they look, and shows why. Everything stays on this machine.</source>
        <translation>Findet Fotos nach ihrem Aussehen und zeigt, warum. Alles bleibt auf diesem Rechner.</translation>
    </message>
</context>
</TS>
