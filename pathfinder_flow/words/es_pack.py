"""Spanish: evidence packs and what their check finds; with their errors and clauses."""

PACK = {
    "error.entries_gone": "El último punto de control firma {size} asientos y el registro contiene "
    "{held}: lo que falta no puede probarse y no se ha preparado ningún paquete. «audit verify» "
    "dice más.",
    "error.unreadable": "Lo registrado sobre {country} no puede leerse: uno de sus asientos, o su "
    "procedimiento, no es lo que este programa escribió, y no se ha preparado ningún paquete. "
    "«audit verify» dice cuál.",
    "clause.pack_exists": "ya existe; indique otro nombre o sustitúyalo con --force",
    "done.proving": "Preparación de las pruebas",
    "done.packed": "Paquete para un auditor: {count} asientos, {files} archivos, en {path}.",
    "done.pack_faulty": "Está en {path} tal cual; su propia comprobación encuentra mal lo "
    "siguiente:",
    "done.pack_unsigned": "Aquí no hay clave para firmar su lista de archivos: lo que relata los "
    "asientos no está protegido; los asientos, sí.",
    "done.pack_names": "Asientos que contienen, en lo que escribieron personas, el nombre, la "
    "dirección o el identificador de alguien que está inscrito: {numbers}. Figuran en el paquete "
    "tal como se registraron, pues de otro modo no podrían probarse; examínelos antes de "
    "entregarlo.",
    "pack.title": "Paquete de pruebas: {country}",
    "pack.what": "Lo que dice el registro {ledger} sobre {country}: {count} de sus {size} "
    "asientos, con todo lo que un auditor necesita para comprobarlos sin tener que fiarse de quien "
    "lleva el registro.",
    "pack.check": "Cómo comprobarlo",
    "pack.check.how": "Basta con Python 3.9 o posterior; no hace falta red y no se modifica nada. "
    "Descomprima el archivo zip, sitúese en la carpeta y ejecute (en Windows con py en lugar de "
    "python3):",
    "pack.check.witness": "Con la clave del registro, obtenida por otra vía, y un mensaje que "
    "alguien recibió del registro y conservó:",
    "pack.check.own": "Quien falsifica un paquete también puede modificar su verify.py. Por "
    "seguridad, tome uno de otra procedencia y dele el archivo zip, o ejecute «pathfinder-flow "
    "audit verify-pack».",
    "pack.proves": "Qué prueba",
    "pack.proves.entries": "Cada línea de entries.jsonl figuraba en el registro con su número, "
    "octeto por octeto, cuando se firmó checkpoint.txt.",
    "pack.proves.history": "Todos los puntos de control del paquete, y los mensajes con que lo "
    "contraste, pertenecen a una sola historia: entre ellos no se reescribió nada.",
    "pack.proves.files": "Los procedimientos, documentos y mensajes que contiene son exactamente "
    "los que nombran los asientos.",
    "pack.open": "Qué no prueba",
    "pack.open.key": "De quién es la clave: keys.txt da las claves registradas; compárelas con la "
    "que obtuvo por otra vía.",
    "pack.open.left_out": "Que no se omitió nada: contiene los asientos cuyos números indica, y "
    "aquello en que se apoyan. Quien puede leer el registro entero también puede comprobarlo allí, "
    "con «audit verify».",
    "pack.open.retold": "Que lo que relata los asientos (este texto, los historiales, las listas) "
    "lo hace fielmente, a menos que la lista de archivos esté firmada: donde difieran, valen los "
    "asientos.",
    "pack.open.truth": "Que lo que se registró es verdad.",
    "pack.people": "Personas",
    "pack.people.without_names": "En este paquete no se ha puesto ningún nombre, dirección ni "
    "identificador: las personas figuran por seudónimo y función. Lo que las propias personas "
    "escribieron (motivos, notas, cartas, nombres de archivos) y los documentos están tal como se "
    "registraron.",
    "pack.people.with_names": "Este paquete nombra a personas: people.csv dice quién está detrás "
    "de los seudónimos, y messages/ contiene los mensajes con nombres y direcciones. No lo "
    "entregue a quien no tenga que saberlo.",
    "pack.files": "Qué contiene",
    "pack.file.entries.jsonl": "los asientos, uno por línea, en los mismos octetos que se firmaron",
    "pack.file.proofs.jsonl": "para cada uno, el camino hasta la raíz firmada",
    "pack.file.checkpoint.txt": "el número de asientos y la raíz del registro, firmados",
    "pack.file.checkpoints.jsonl": "todos los demás puntos de control, con la prueba de que el "
    "registro los continúa",
    "pack.file.keys.txt": "las claves registradas que firman el registro",
    "pack.file.workflows": "las versiones del procedimiento que rigieron el expediente",
    "pack.file.evidence": "los documentos, nombrados por su SHA-256",
    "pack.file.history.html": "el historial, para leer",
    "pack.file.history.csv": "el historial, como tabla",
    "pack.file.deadlines.csv": "cada fecha de vencimiento y cómo se calculó",
    "pack.file.deadlines.json": "lo mismo, para programas",
    "pack.file.messages.csv": "cada mensaje, a quién y en qué función, y qué fue de él",
    "pack.file.evidence.csv": "los documentos, con los nombres de sus archivos",
    "pack.file.people.csv": "quién está detrás de los seudónimos",
    "pack.file.messages": "los mensajes tal como se escribieron, nombrados por su SHA-256",
    "pack.file.manifest.txt": "SHA-256, tamaño y nombre de todos los demás archivos, firmados si "
    "había una clave",
    "pack.file.verify.py": "el programa que comprueba todo esto",
    "pack.root": "Raíz de los {size} asientos:\n  {root}",
    # What the check says
    "verify.files_listed": "{count} archivos como dice la lista, y ninguno más",
    "verify.manifest_signed": "firmada por la clave {signer}",
    "verify.manifest_unsigned": "sin firma: fíese de los asientos, no de lo que los relata",
    "verify.signed": "{size} asientos, firmados por la clave {signer}",
    "verify.entries_proven": "{count} de {count} figuran así en el registro",
    "verify.checkpoints_consistent": "otros: {count}, todos de la misma historia",
    "verify.keys_on_record": "registradas: {count}",
    "verify.as_named": "{count}, como los nombran los asientos",
    "verify.messages_only_listed": "registrados: {count}; sus textos no están en este paquete",
    "verify.messages_as_named": "{count}, como los nombran los asientos; suprimidos: {erased}",
    "verify.no_witness": "no se dio ninguno",
    "verify.witnessed": "{count}, de la misma historia",
    "verify.problems": "errores: {count}; véase abajo",
    "verify.unmade": "Sin comprobar: {checks}.",
    "verify.root": "La raíz de los {size} asientos del registro es:",
    "verify.own_key": "Se firmó con una clave que viene del propio paquete, y cualquiera puede "
    "hacer una. Compárela con la que obtuvo por otra vía, o indique esa con --key:",
    "verify.sound": "Todo está en orden.",
    "verify.unsound": "Errores: {count}; no se fíe de este paquete.",
    "verify.more": "... y {count} más ({check}).",
    "verify.unreadable": "{file}: no puede leerse.",
    "verify.no_zip": "{file}: no es un archivo zip, o fue cortado.",
    "verify.unsafe_name": "{file}: ningún paquete tiene un archivo con tal nombre; no descomprima "
    "este.",
    "verify.twice": "{file}: figura dos veces; no descomprima este paquete.",
    "verify.no_file": "{file}: es un enlace, una carpeta o un dispositivo, y ningún paquete "
    "contiene tal cosa.",
    "verify.encrypted": "{file}: está cifrado, y nada lo está en un paquete.",
    "verify.odd_method": "{file}: está comprimido con un método que ningún paquete usa.",
    "verify.too_many": "{file}: contiene más archivos de los que puede tener un paquete ({limit}).",
    "verify.too_large": "{file}: con este archivo el paquete superaría {limit} octetos; no lo "
    "descomprima.",
    "verify.inflates": "{file}: contiene más de los {size} octetos que declara; no descomprima "
    "este paquete.",
    "verify.damaged": "{file}: está dañado y no puede descomprimirse.",
    "verify.not_there": "{file}: falta, y sin este archivo no puede comprobarse nada.",
    "verify.long_line": "{file}, línea {line}: es demasiado larga para leerla.",
    "verify.manifest_form": "manifest.txt, línea {line}: no es una línea de tal lista.",
    "verify.missing": "{file}: falta, y manifest.txt lo indica.",
    "verify.not_listed": "{file}: está, y manifest.txt no lo indica.",
    "verify.changed": "{file}: no es lo que indica manifest.txt; uno de los dos fue modificado.",
    "verify.not_signed": "{file}: no lo ha firmado ninguna clave registrada.",
    "verify.not_vouched": "{file}: no lo ha firmado la clave indicada ni ninguna de la que esta "
    "responda.",
    "verify.wrong_signature": "{file}: la firma de la clave {signer} es falsa; el texto o la "
    "firma fue modificado.",
    "verify.no_note": "{file}: no es una nota firmada, o fue cortada.",
    "verify.no_checkpoint": "{file}: no es un punto de control.",
    "verify.no_key": "{file}: «{given}» no es una clave; se escribe NAME+ID+KEY.",
    "verify.other_keys": "keys.txt: sus claves no son las que nombran los asientos.",
    "verify.unproven": "entries.jsonl, asiento {number}: no lleva a lo que se firmó; se modificó "
    "el asiento o su línea en proofs.jsonl.",
    "verify.no_proof": "proofs.jsonl, línea {line}: no es una prueba, o no está en su lugar.",
    "verify.no_entry": "entries.jsonl, asiento {number}: está probado, pero no es un asiento de "
    "ese número.",
    "verify.uneven": "proofs.jsonl: tiene más o menos líneas que entries.jsonl.",
    "verify.foreign": "entries.jsonl, asiento {number}: se refiere a otro país.",
    "verify.left_out": "entries.jsonl, asiento {number}: se apoya en el asiento {on}, que fue "
    "omitido.",
    "verify.no_history": "checkpoints.jsonl, línea {line}: no es un punto de control con su "
    "prueba.",
    "verify.forked": "checkpoints.jsonl, línea {line}: se firmaron {size} asientos, y el registro "
    "no los continúa; fue reescrito después.",
    "verify.named_missing": "{file}: falta, y el asiento {number} lo nombra.",
    "verify.named_changed": "{file}: no es lo que nombra el asiento {number}.",
    "verify.not_named": "{file}: ningún asiento lo nombra.",
    "verify.witness_none": "{file}: no contiene ningún punto de control de este registro.",
    "verify.witness_unsigned": "{file}: no ha firmado su punto de control ninguna clave de la que "
    "aquí se fíe.",
    "verify.witness_newer": "{file}: da fe de {size} asientos, más de los que abarca este paquete, "
    "que nada puede decir de ello; pida un paquete más reciente.",
    "verify.witness_unknown": "{file}: da fe de {size} asientos, de los que este paquete no tiene "
    "punto de control; nada puede decir de ello.",
    "verify.witness_forked": "{file}: da fe de {size} asientos con otra raíz; el registro fue "
    "reescrito después.",
    "verify.check_files": "archivos",
    "verify.check_manifest": "lista",
    "verify.check_signature": "firma",
    "verify.check_entries": "asientos",
    "verify.check_checkpoints": "puntos de control",
    "verify.check_keys": "claves",
    "verify.check_workflows": "procedimientos",
    "verify.check_evidence": "documentos",
    "verify.check_messages": "mensajes",
    "verify.check_witness": "testigos",
    "verify.mark_ok": "bien",
    "verify.mark_wrong": "MAL",
    "verify.mark_none": "-",
}
