; Definitions
(function_definition name: (identifier)) @function
(class_definition name: (identifier)) @class
(module (expression_statement (assignment left: (identifier)) @variable))
(class_definition body: (block (expression_statement (assignment left: (identifier)) @field)))
(type_alias_statement) @type

; Imports
(import_statement) @import
(import_from_statement) @from
