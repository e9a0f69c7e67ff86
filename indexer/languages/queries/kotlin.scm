; Types
(class_declaration) @class
(object_declaration) @object
(companion_object) @companion
(type_alias) @type

; Members
(function_declaration) @function
(property_declaration) @property
(secondary_constructor) @constructor
(enum_entry) @member
(class_declaration (primary_constructor (class_parameters (class_parameter) @parameter)))

; The file
(package_header) @package
(import) @import
(file_annotation) @annotation

; An annotation on a line of its own makes the grammar take the definition below for an expression
(annotated_expression) @misread
(assignment left: (annotated_expression)) @misread
