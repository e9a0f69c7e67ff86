; Types (one node for class, struct, enum, actor and extension)
(class_declaration) @type
(protocol_declaration) @protocol
(typealias_declaration) @alias
(associatedtype_declaration) @alias

; Members
(function_declaration) @function
(protocol_function_declaration) @function
(init_declaration) @constructor
(property_declaration) @property
(protocol_property_declaration) @property
(enum_entry) @member
(macro_declaration) @macro

; The file
(import_declaration) @import
