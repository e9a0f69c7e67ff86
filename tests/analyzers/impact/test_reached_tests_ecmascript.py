"""tests_to_run in TypeScript: what `new` runs, and members that are private or functions kept in fields."""

from __future__ import annotations

from pathlib import Path

from groundplan import Workspace

from ...workspaces import write

APP = {
    "package.json": '{"name": "app", "devDependencies": {"vitest": "^1.0.0"}}\n',
    "src/router.ts": "export class Router {\n  match(path: string) { return path }\n}\n",
    "src/base.ts": (
        "import { Router } from './router'\n"
        "export class Base {\n"
        "  router: Router\n"
        "  constructor() { this.router = make() }\n"
        "  #dispatch(path: string) { return this.router.match(path) }\n"
        "  fetch = (path: string) => this.#dispatch(path)\n"
        "  other(path: string) { return path }\n"
        "}\n"
        "export function make() { return new Router() }\n"
    ),
    "src/app.ts": "import { Base } from './base'\nexport class App extends Base {}\n",
    "src/fetch.test.ts": "import { App } from './app'\ntest('fetch', () => { new App().fetch('/') })\n",
    "src/other.test.ts": "import { App } from './app'\ntest('other', () => { new App().other('/') })\n",
}


def _tests(root: Path, path: str, symbol: str) -> list[str]:
    return [row["path"] for row in Workspace(root).impact_analysis(path, symbol=symbol)["tests_to_run"]]


def test_this_in_a_field_and_private_members_are_followed(tmp_path: Path) -> None:
    root = write(tmp_path, APP)
    assert _tests(root, "src/base.ts", "Base.#dispatch") == ["src/fetch.test.ts"]
    assert _tests(root, "src/router.ts", "Router.match") == ["src/fetch.test.ts"]


def test_new_runs_the_constructor_of_the_class_or_of_its_base(tmp_path: Path) -> None:
    assert _tests(write(tmp_path, APP), "src/base.ts", "make") == ["src/fetch.test.ts", "src/other.test.ts"]


def test_a_private_member_breaks_where_it_is_called(tmp_path: Path) -> None:
    answer = Workspace(write(tmp_path, APP)).impact_analysis(
        "src/base.ts", symbol="Base.#dispatch", change_type="delete"
    )
    assert [(row["path"], row["line"]) for row in answer["breaks"]] == [("src/base.ts", 6)]


def test_a_file_whose_names_a_syntax_error_hides_is_tested_by_those_who_import_it(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "package.json": APP["package.json"],
            "src/make.ts": "export const known = 1\nexport interface A { (a: b c: }}}\nexport function make() { return known }\n",
            "src/make.test.ts": "import { make } from './make'\ntest('make', () => { make() })\n",
            "src/none.test.ts": "test('none', () => {})\n",
        },
    )
    assert [row["path"] for row in Workspace(root).impact_analysis("src/make.ts")["tests_to_run"]] == [
        "src/make.test.ts"
    ]


def test_what_a_commonjs_module_hands_out_runs_when_it_is_called(tmp_path: Path) -> None:
    files = {
        "lib/deep.js": "module.exports = { count(x) { return x + 1 } }\n",
        "lib/request.js": (
            "const deep = require('./deep')\n"
            "module.exports = { get route() { return deep.count(1) }, halt: function () { return this.route } }\n"
        ),
        "lib/app.js": (
            "const request = require('./request')\nmodule.exports = class App {\n"
            "  constructor() { this.request = Object.create(request) }\n}\n"
        ),
        "helpers/make.js": (
            "const App = require('../lib/app')\nmodule.exports = () => new App().request\n"
            "module.exports.started = () => module.exports()\n"
        ),
        "test/route.test.js": "const make = require('../helpers/make')\ntest('it', () => expect(make().route).toBe(2))\n",
        "test/started.test.js": (
            "const { started } = require('../helpers/make')\ntest('it', () => expect(started().halt()).toBe(2))\n"
        ),
        "test/other.test.js": "test('it', () => expect(1).toBe(1))\n",
    }
    root = write(tmp_path, files)
    both = ["test/route.test.js", "test/started.test.js"]
    assert _tests(root, "lib/app.js", "App.constructor") == both
    assert _tests(root, "lib/request.js", "route") == both
    assert _tests(root, "lib/deep.js", "count") == both
    assert _tests(root, "lib/request.js", "halt") == ["test/started.test.js"]


def test_an_object_that_a_module_hands_out_and_names(tmp_path: Path) -> None:
    files = {
        "lib/own.js": "const own = module.exports = {\n  show() { return own.text() },\n  text() { return 'x' },\n  halt() {}\n}\n",
        "lib/app.js": "const own = require('./own')\nexports.make = () => Object.create(own)\n",
        "test/show.test.js": "const { make } = require('../lib/app')\ntest('it', () => expect(make().show()).toBe('x'))\n",
        "test/halt.test.js": "const { make } = require('../lib/app')\ntest('it', () => make().halt())\n",
    }
    root = write(tmp_path, files)
    assert _tests(root, "lib/own.js", "show") == ["test/show.test.js"]
    assert _tests(root, "lib/own.js", "text") == ["test/show.test.js"]
    assert _tests(root, "lib/own.js", "halt") == ["test/halt.test.js"]


COMPUTED_CALLS = {
    "package.json": '{"name": "lex"}',
    "src/lex.ts": (
        "export function lex(text: string) {\n  const lexer = new Lexer(text)\n"
        "  let state: 'start' | 'quoted' = 'start'\n  while (lexer.pos < text.length) state = lexer[state]()\n}\n\n"
        "class Lexer {\n  pos = 0\n  constructor(text: string) {}\n"
        "  start() { this.skip(); return 'quoted' }\n  quoted() { return 'start' }\n"
        "  skip() { this.pos += 1 }\n}\n"
    ),
    "src/walk.ts": (
        "export class Walker {\n  walk(kind: string) { return this[`visit${kind}`]() }\n"
        "  visitRow() { return row() }\n}\n\nfunction row() { return 1 }\n\n"
        "export class Alone {\n  rows = [1]\n  first(at: number) { return this.rows[at] }\n  never() { return 2 }\n}\n"
    ),
    "test/lex.test.ts": "import { lex } from '../src/lex'\ntest('lexes', () => lex('a'))\n",
    "test/walk.test.ts": (
        "import { Alone, Walker } from '../src/walk'\n"
        "test('walks', () => new Walker().walk('Row'))\ntest('first', () => new Alone().first(0))\n"
    ),
}


def test_a_member_that_a_computed_name_calls(tmp_path: Path) -> None:
    root = write(tmp_path, COMPUTED_CALLS)
    assert _tests(root, "src/lex.ts", "Lexer.skip") == ["test/lex.test.ts"]
    assert _tests(root, "src/lex.ts", "Lexer.quoted") == ["test/lex.test.ts"]
    assert _tests(root, "src/walk.ts", "row") == ["test/walk.test.ts"]
    assert _tests(root, "src/walk.ts", "Alone.never") == []


VERBS = {
    "lib/router.js": (
        "module.exports = Router\nfunction Router() { this.routes = [] }\nRouter.prototype.on = function (verb) { this.routes.push(verb) }\n"
        "for (const verb of ['get', 'put']) {\n  Router.prototype[verb] = function (path) { return this.on(verb) }\n}\n"
        "Router.prototype.halt = function () {}\n"
    ),
    "test/get.test.js": "const Router = require('../lib/router')\ntest('it', () => new Router().get('/'))\n",
}


def test_members_under_computed_names_run_for_those_who_have_their_holder(tmp_path: Path) -> None:
    root = write(tmp_path, VERBS)
    assert _tests(root, "lib/router.js", "Router.on") == ["test/get.test.js"]
    assert _tests(root, "lib/router.js", "Router.halt") == []


STREAM = {
    "lib/sink.js": (
        "const { Writable } = require('stream')\nfunction count(chunk) { return chunk.length }\n"
        "class Sink extends Writable {\n  _write(chunk, encoding, done) { if (!chunk) return done(); this.loop(chunk, done) }\n"
        "  loop(chunk, done) { if (done) this.size = count(chunk) }\n}\nmodule.exports = { Sink }\n"
    ),
    "lib/pump.js": (
        "const { Sink } = require('./sink')\nexports.pump = (source) => { if (source) source.pipe(new Sink()) }\n"
    ),
    "test/pump.test.js": "const { pump } = require('../lib/pump')\ntest('it', () => pump(process.stdin))\n",
}


def test_a_method_that_a_librarys_class_calls_below_itself(tmp_path: Path) -> None:
    answer = Workspace(write(tmp_path, STREAM)).impact_analysis("lib/sink.js", symbol="count")
    assert [row["path"] for row in answer["tests_to_run"]] == ["test/pump.test.js"]
    assert not answer.get("tests_unlikely")


def test_a_program_without_an_ending_that_a_test_starts(tmp_path: Path) -> None:
    files = {
        "lib/cli.js": "exports.run = () => 1\n",
        "test/fixtures/pm": "#!/usr/bin/env node\nrequire('../../lib/cli').run()\n",
        "test/pm.test.js": (
            "const { spawn } = require('child_process')\nconst path = require('path')\n"
            "test('it', () => spawn(path.join(__dirname, 'fixtures', 'pm')))\n"
        ),
    }
    assert _tests(write(tmp_path, files), "lib/cli.js", "run") == ["test/pm.test.js"]


def test_a_module_is_called_where_a_function_requires_it_and_where_it_is_required(tmp_path: Path) -> None:
    called = "test('log', () => {{\n  {}\n}})\n"
    root = write(
        tmp_path,
        {
            "package.json": '{"name": "log", "devDependencies": {"jest": "^29.0.0"}}\n',
            "log.js": "function create () { return 1 }\n\nmodule.exports = create\nmodule.exports.level = 1\n",
            "plain.js": "module.exports = () => 1\n",
            "a.test.js": called.format("const log = require('./log'); log()"),
            "b.test.js": "const log = require('./log')()\n" + called.format("log.write()"),
            "c.test.js": called.format("const log = require('./other'); log()"),
            "d.test.js": "const plain = require('./plain')()\n" + called.format("plain.write()"),
            "e.test.js": called.format("const { level } = require('./log'); level()"),
        },
    )
    assert sorted(_tests(root, "log.js", "create")) == ["a.test.js", "b.test.js"]
    assert _tests(root, "plain.js", "default") == ["d.test.js"]


def test_a_name_that_a_module_is_taken_apart_into_runs_the_member_where_it_is_said(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "package.json": '{"name": "log", "devDependencies": {"jest": "^29.0.0"}}\n',
            "time.js": "const now = () => 1\nconst later = () => 2\n\nmodule.exports = { now, later }\n",
            "log.js": "const time = require('./time')\nconst { now, later: then } = time\n\n"
            "module.exports = { stamp () { return now() }, wait () { return then() }, none () { return 0 } }\n",
            "a.test.js": "const { stamp } = require('./log')\ntest('a', () => { stamp() })\n",
            "b.test.js": "const { wait } = require('./log')\ntest('b', () => { wait() })\n",
            "c.test.js": "const { none } = require('./log')\ntest('c', () => { none() })\n",
        },
    )
    assert _tests(root, "time.js", "now") == ["a.test.js"]
    assert _tests(root, "time.js", "later") == ["b.test.js"]


def test_what_a_half_read_file_says_may_run_whenever_what_it_gives_out_does(tmp_path: Path) -> None:
    """Generic overloads that the grammar can't read put a function's body at the top level."""
    root = write(
        tmp_path,
        {
            "package.json": APP["package.json"],
            "src/known.ts": "export function known() { return 1 }\n",
            "src/make.ts": "import { known } from './known'\nexport interface A { (a: b c: }}}\nexport function make() { return known() }\n",
            **{
                f"src/{name}.ts": f"import {{ make }} from './make'\nexport function {name}() {{ return 2 }}\n"
                for name in ("one", "two")
            },
            "src/known.test.ts": "import { known } from './known'\ntest('known', () => { known() })\n",
            "src/make.test.ts": "import { make } from './make'\ntest('make', () => { make() })\n",
        },
    )
    assert _tests(root, "src/known.ts", "known") == ["src/known.test.ts", "src/make.test.ts"]


def test_a_proxy_calls_the_traps_of_its_handler(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "package.json": APP["package.json"],
            "src/watch.ts": (
                "class Handler {\n  has(target: object, key: string) { return key in target }\n"
                "  ownKeys(target: object) { return Reflect.ownKeys(target) }\n}\n"
                "export function watch(value: object) { return new Proxy(value, new Handler()) }\n"
            ),
            "src/watch.test.ts": "import { watch } from './watch'\ntest('it', () => { 'a' in watch({}) })\n",
        },
    )
    assert _tests(root, "src/watch.ts", "Handler.has") == ["src/watch.test.ts"]
    assert _tests(root, "src/watch.ts", "Handler.ownKeys") == ["src/watch.test.ts"]


def test_a_getter_runs_for_those_who_read_it(tmp_path: Path) -> None:
    getters = "".join(f"  get {name}() {{ return measure() }}\n" for name in ("size", "width", "height", "depth"))
    box = f"export function measure() {{ return 1 }}\nexport class Box {{\n{getters}  grow() {{}}\n}}\n"
    test = "import { Box } from './box'\ntest('box', () => { new Box().%s })\n"
    tests = {f"src/{name}.test.ts": test % use for name, use in (("grow", "grow()"), ("size", "size"))}
    root = write(tmp_path, {"package.json": APP["package.json"], "src/box.ts": box, **tests})
    assert _tests(root, "src/box.ts", "measure") == ["src/size.test.ts"]


def test_what_a_router_is_handed_runs_after_its_file_is_imported(tmp_path: Path) -> None:
    names = ("list", "one", "audit", "limited", "start", "kept")
    root = write(
        tmp_path,
        {
            "package.json": APP["package.json"],
            "src/service.ts": "".join(f"export function {name}() {{ return 1 }}\n" for name in names),
            "src/app.ts": (
                "import express from 'express'\nimport { audit, kept, limited, list, one, start } from './service'\n"
                "export const app = express()\n"
                "app.use(audit)\n"
                "app.use('/', limited(5))\n"
                "app.get('/', async (req, res) => {\n  if (req.query) {\n    res.send(list())\n  }\n})\n"
                "app.get('/:id', (req, res) => res.send(one()))\n"
                "start()\n"
                "exports.other = { kept }\n"
            ),
            "src/app.test.ts": "import { app } from './app'\ntest('app', () => { request(app).get('/') })\n",
            "src/service.test.ts": (
                f"import {{ {', '.join(names)} }} from './service'\n"
                f"test('all', () => {{ {'; '.join(f'{name}()' for name in names)} }})\n"
            ),
        },
    )
    reaching = {name: _tests(root, "src/service.ts", name) for name in names}
    both = ["src/service.test.ts", "src/app.test.ts"]
    assert reaching == {"list": both, "one": both, "audit": both, "limited": both, "start": both[:1], "kept": both[:1]}


def test_a_class_that_has_what_a_type_asks_for_runs_for_those_who_know_the_type_alone(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "package.json": APP["package.json"],
            "src/types.ts": "export type Match = { when(): Match; run(): number }\n",
            "src/match.ts": (
                "import { Match } from './types'\nexport function match(): Match { return new Expression() as any }\n"
                "class Expression {\n  when() { return this }\n  run() { return 1 }\n}\n"
                "export class Job {\n  run() { return 2 }\n}\n"
            ),
            "src/match.test.ts": "import { match } from './match'\ntest('run', () => { match().when().run() })\n",
        },
    )
    assert _tests(root, "src/match.ts", "Expression.run") == ["src/match.test.ts"]
    assert _tests(root, "src/match.ts", "Job.run") == []


def test_a_class_that_lacks_a_field_of_a_type_never_runs_for_those_who_know_the_type(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "src/types.ts": "export type Props = { stop: () => void; title: string }\n",
            "src/shut.ts": "import { Props } from './types'\nexport function shut(it: Props) { it.stop() }\n",
            "src/job.ts": (
                "export class Job {\n  stop() {}\n}\nexport class Page {\n  title = ''\n  stop() {}\n}\n"
                "export interface Dialog {\n  title: string\n  stop: () => void\n}\n"
            ),
        },
    )
    names = ("Job", "Page", "Dialog")
    told = {name: Workspace(root).impact_analysis("src/job.ts", symbol=f"{name}.stop") for name in names}
    files = {name: [row["path"] for row in answer["impacted_files"]] for name, answer in told.items()}
    assert files == {"Job": [], "Page": ["src/shut.ts"], "Dialog": []}
