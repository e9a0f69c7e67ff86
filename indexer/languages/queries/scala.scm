; Types
(class_definition) @class
(trait_definition) @trait
(object_definition) @object
(enum_definition) @enum
(package_object) @package_object
(type_definition) @type

; Members
(function_definition) @function
(function_declaration) @function
(val_definition) @value
(val_declaration) @value
(var_definition) @value
(var_declaration) @value
(given_definition) @given
(extension_definition) @extension
(enum_case_definitions [(simple_enum_case) (full_enum_case)] @member)
(class_definition class_parameters: (class_parameters (class_parameter) @parameter))

; The file
(package_clause) @package
