; Types
(class_declaration) @class
(record_declaration) @class
(interface_declaration) @interface
(annotation_type_declaration) @interface
(enum_declaration) @enum

; Members
(method_declaration) @method
(annotation_type_element_declaration) @method
(constructor_declaration) @constructor
(compact_constructor_declaration) @constructor
(field_declaration) @field
(constant_declaration) @field
(enum_constant) @member
(enum_body_declarations) @group
(record_declaration parameters: (formal_parameters (formal_parameter) @component))

; The file
(package_declaration) @package
(import_declaration) @import
