; Definitions
(module) @module
(class) @class
(method) @method
(singleton_method) @method
(if_modifier body: [(module) @module (class) @class (method) @method])
(unless_modifier body: [(module) @module (class) @class (method) @method])
(assignment left: (constant)) @constant
(assignment left: (scope_resolution)) @constant

; What decides on visibility, bases and attributes
(identifier) @word
(call method: (identifier) @call)
(call arguments: (argument_list (method) @method))
(call arguments: (argument_list (singleton_method) @method))

; Holders of definitions that have no name of their own
(singleton_class body: (_) @open)
(call block: (do_block body: (_) @block))
(if consequence: (_) @open)
(if alternative: (_) @open)
(unless consequence: (_) @open)
(unless alternative: (_) @open)
(else) @open
(begin) @open
