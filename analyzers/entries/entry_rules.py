"""How entry points show in code, as data: one rule a framework or language form.

A rule is looked for only in files that use its word (the index's inverted list), and counts only where its expression
matches the line in the source.
"""

from __future__ import annotations

from typing import NamedTuple

from ... import lazy_re as re
from ...indexer.languages.families import SCRIPT

__all__ = ["JVM", "RULES", "Rule"]

PYTHON = frozenset({"Python"})
JVM = frozenset({"Java", "Kotlin", "Scala", "Groovy"})
EXPORTED = r"(?:(?:module\.)?exports(?:\.\w+)?\s*=\s*)?"
"""An application that CommonJS exports where it is made: `const app = module.exports = new Koa()`."""
CLOUD_HANDLER = (
    r"(?:\s*\(\s*(?:\)|{event})|\s*(?::[^=]+)?=\s*(?:async\s+)?(?:(?:function\b\s*\w*\s*)?\(\s*(?:\)|{event})|{event}\s*=>"
    r"|(?!async\b|function\b|undefined\b|null\b|\w+\s*=>|\()\S))"
).replace(
    "{event}",
    r"(?:\{(?!\s*_?(?:req|request|argv|args|yargs|ctx|h|opts|options|server)\b)|(?:_?ev(?:en)?t|_?e|_+|input|records?|payload|message|msg|data|body)\b)",
)
"""What a cloud calls by its first parameter, an event, or what another function makes (`middy(run)`): not the handler of a route
(`request, h`), of a command (`argv`) or of a plug-in (`server`)."""

ROOTED = r"^(?: {{0,8}}|\t{{0,2}})(?=\S).*\b{0}\s*\(\s*(?:$|document\.(?:get|query)|\w*(?:[rR]oot|[cC]ontainer|[aA]pp|[mM]ount|[nN]ode|[eE]l(?:ement)?)\b)"
"""A tree of React in an element that the page has: not a dialogue in a `div` that the code makes, nor what a callback deep inside draws."""


CLOCK = 0.3
"""The weight of what the clock starts inside a program that something else starts."""


class Rule(NamedTuple):
    """A form of entry point.

    Attributes:
        kind: as the contract names it.
        name: of the framework or form, for the evidence.
        languages: files it can stand in.
        word: an identifier that the file must use; "" where `files` decides.
        line: matches the line; group `symbol`, where it has one, is the object or function.
        files: matches the path; None for any.
        weight: of two entries in one place the heavier is likelier the product's; ranks the answer.
        needs: packages of which the file must import one; () where the form is like no other code.
    """

    kind: str
    name: str
    languages: frozenset[str]
    word: str
    line: re.Pattern[str]
    files: re.Pattern[str] | None = None
    weight: float = 1.0
    needs: tuple[str, ...] = ()


def _python_app(name: str, word: str, needs: str, weight: float = 1.0) -> Rule:
    return Rule(
        "web",
        name,
        PYTHON,
        word,
        re.compile(rf"^\s*(?:(?P<symbol>\w+)\s*(?::[^=]+)?=|return)\s*(?:[\w.]+\.)?{word}\s*\("),
        weight=weight,
        needs=tuple(needs.split()),
    )


def _script(kind: str, name: str, word: str, line: str, weight: float = 1.0, needs: str = "") -> Rule:
    return Rule(kind, name, SCRIPT, word, re.compile(line), weight=weight, needs=tuple(needs.split()))


RULES: tuple[Rule, ...] = (
    # ---- Python
    Rule("main", "__main__ guard", PYTHON, "__name__", re.compile(r"""^if\s+(?:__name__\s*==\s*['"]__main__['"]|['"]__main__['"]\s*==\s*__name__)""")),
    _python_app("FastAPI", "FastAPI", "fastapi", 1.3),
    _python_app("Flask", "Flask", "flask", 1.2),
    Rule("web", "Flask", PYTHON, "create_app", re.compile(r"^(?P<symbol>\w+)\s*(?::[^=]+)?=\s*(?:\w+\.)*create_app\s*\("), re.compile(r"(^|/)(?:\w*[wa]sgi|serve|server|app|main|run|autoapp)\.py$"), 1.3),
    _python_app("Starlette", "Starlette", "starlette"),
    _python_app("Quart", "Quart", "quart"),
    _python_app("Sanic", "Sanic", "sanic"),
    _python_app("Litestar", "Litestar", "litestar"),
    _python_app("Falcon", "App", "falcon", 0.4),
    _python_app("Bottle", "Bottle", "bottle"),
    _python_app("Dash", "Dash", "dash"),
    _python_app("connexion", "FlaskApp", "connexion"),
    _python_app("FastHTML", "FastHTML", "fasthtml"),
    _python_app("FastMCP", "FastMCP", "fastmcp mcp"),
    Rule("web", "FastHTML", PYTHON, "fast_app", re.compile(r"^\s*(?P<symbol>app)\s*,.*=\s*fast_app\s*\(")),
    Rule("web", "aiohttp", PYTHON, "Application", re.compile(r"^\s*(?P<symbol>\w+)\s*(?::[^=]+)?=\s*web\.Application\s*\("), needs=("aiohttp",)),
    Rule("web", "Tornado", PYTHON, "Application", re.compile(r"^\s*(?P<symbol>\w+)\s*=\s*tornado\.web\.Application\s*\("), needs=("tornado",)),
    Rule("web", "WSGI", PYTHON, "get_wsgi_application", re.compile(r"^(?P<symbol>\w+)\s*=\s*get_wsgi_application\s*\("), weight=1.1),
    Rule("web", "ASGI", PYTHON, "get_asgi_application", re.compile(r"^(?P<symbol>\w+)\s*=\s*(?:\w+\()?.*get_asgi_application\s*\(")),
    Rule("web", "Streamlit", PYTHON, "set_page_config", re.compile(r"^\s*st\.set_page_config\s*\("), needs=("streamlit",)),
    Rule("cli", "Django management", PYTHON, "execute_from_command_line", re.compile(r"execute_from_command_line\s*\("), weight=0.9),
    Rule("worker", "Celery", PYTHON, "Celery", re.compile(r"^\s*(?P<symbol>\w+)\s*(?::[^=]+)?=\s*(?:celery\.)?Celery\s*\("), needs=("celery",)),
    Rule("worker", "RQ", PYTHON, "Worker", re.compile(r"^\s*(?P<symbol>\w+)\s*=\s*(?:rq\.)?Worker\s*\(\s*\["), needs=("rq",)),
    Rule("worker", "APScheduler", PYTHON, "BlockingScheduler", re.compile(r"^\s*(?P<symbol>\w+)\s*=\s*BlockingScheduler\s*\("), needs=("apscheduler",)),
    Rule("worker", "Dramatiq", PYTHON, "set_broker", re.compile(r"dramatiq\.set_broker\s*\(")),
    Rule("worker", "ARQ", PYTHON, "WorkerSettings", re.compile(r"^class\s+(?P<symbol>WorkerSettings)\b")),
    *(
        Rule("worker", "APScheduler", PYTHON, word, re.compile(rf"^\s*(?:self\.)?(?P<symbol>\w+)\s*(?::[^=]+)?=\s*{word}\s*\("), weight=CLOCK, needs=("apscheduler",))
        for word in ("AsyncIOScheduler", "BackgroundScheduler")
    ),
    Rule("worker", "Celery beat", PYTHON, "beat_schedule", re.compile(r"^\s*\w+(?:\.conf)?\.beat_schedule\s*="), weight=CLOCK),
    Rule("worker", "Celery beat", PYTHON, "CELERY_BEAT_SCHEDULE", re.compile(r"^\s*(?P<symbol>CELERY_BEAT_SCHEDULE)\s*(?::[^=]+)?="), weight=CLOCK),
    Rule("worker", "Celery beat", PYTHON, "add_periodic_task", re.compile(r"^\s*\w+\.add_periodic_task\s*\("), weight=CLOCK, needs=("celery",)),
    Rule("worker", "Huey", PYTHON, "huey", re.compile(r"^(?P<symbol>\w+)\s*=\s*(?:huey\.)?\w*Huey\s*\("), weight=CLOCK, needs=("huey", "huey.contrib.djhuey")),
    Rule("worker", "schedule", PYTHON, "every", re.compile(r"^\s*schedule\.every\s*\("), weight=CLOCK, needs=("schedule",)),
    Rule("worker", "taskiq", PYTHON, "taskiq", re.compile(r"^(?P<symbol>\w*scheduler\w*)\s*=\s*TaskiqScheduler\s*\("), weight=CLOCK),
    Rule("serverless", "AWS Lambda", PYTHON, "lambda_handler", re.compile(r"^(?:async\s+)?def\s+(?P<symbol>lambda_handler)\s*\(")),
    Rule("serverless", "Vercel function", PYTHON, "BaseHTTPRequestHandler", re.compile(r"^class\s+(?P<symbol>handler)\s*\(\s*(?:[\w.]+\.)?BaseHTTPRequestHandler\b"), re.compile(r"(^|/)api/.*\.py$")),
    Rule("serverless", "AWS Lambda", PYTHON, "Mangum", re.compile(r"^(?P<symbol>\w+)\s*=\s*Mangum\s*\(")),
    # ---- JavaScript and TypeScript
    _script("web", "Express", "express", rf"^\s*(?:export\s+)?(?:const|let|var)\s+(?P<symbol>\w+)\s*(?::[^=]+)?=\s*{EXPORTED}express\s*\(", 1.2, needs="express"),
    _script("web", "Fastify", "fastify", r"(?:const|let|var)\s+(?P<symbol>\w+)\s*(?::[^=]+)?=\s*(?:await\s+)?(?:require\(['\"]fastify['\"]\)|[Ff]astify)\s*(?:<[^>]*>)?\("),
    _script("web", "Fastify", "Fastify", r"(?:const|let|var)\s+(?P<symbol>\w+)\s*(?::[^=]+)?=\s*(?:await\s+)?Fastify\s*(?:<[^>]*>)?\(", needs="fastify"),
    _script("web", "Koa", "Koa", rf"(?:const|let|var)\s+(?P<symbol>\w+)\s*(?::[^=]+)?=\s*{EXPORTED}new\s+Koa\s*(?:<[^>]*>)?\(", needs="koa"),
    _script("web", "Hapi", "server", r"(?:const|let|var)\s+(?P<symbol>\w+)\s*=\s*(?:Hapi|hapi)\.server\s*\(", needs="@hapi/hapi hapi"),
    _script("web", "Hono", "Hono", r"(?:const|let|var)\s+(?P<symbol>\w+)\s*(?::[^=]+)?=\s*new\s+(?:Hono|OpenAPIHono)\s*(?:<.*>)?\(", needs="hono @hono/zod-openapi"),
    _script("web", "NestJS", "NestFactory", r"NestFactory\.(?:create|createMicroservice)\b", 1.2),
    _script("web", "Elysia", "Elysia", r"(?:const|let|var)\s+(?P<symbol>\w+)\s*=\s*new\s+Elysia\s*\(", needs="elysia"),
    _script("web", "Node http", "createServer", r"\bhttps?\.createServer\s*\("),
    _script("web", "Bun", "serve", r"\bBun\.serve\s*\("),
    _script("web", "Deno", "serve", r"\bDeno\.serve\s*\("),
    _script("web", "React root", "createRoot", ROOTED.format("createRoot"), 0.8, needs="react-dom react-dom/client"),
    _script("web", "React root", "render", r"\bReactDOM\.render\s*\(", 0.8, needs="react-dom react-dom/client"),
    _script("web", "Vue app", "createApp", r"\bcreateApp\s*\((?!\))", 0.8, needs="vue nuxt @vue/runtime-dom vike-vue"),
    _script("web", "Angular", "bootstrapModule", r"\.bootstrapModule\s*\(", 0.8),
    _script("web", "Angular", "bootstrapApplication", r"\bbootstrapApplication\s*\(", 0.8),
    _script("web", "Svelte app", "mount", r"\bmount\s*\(\s*App\b", 0.8),
    _script("main", "React Native", "registerComponent", r"\bAppRegistry\.registerComponent\s*\("),
    _script("main", "Expo", "registerRootComponent", r"\bregisterRootComponent\s*\(", needs="expo"),
    _script("worker", "BullMQ", "Worker", r"(?:const|let|var)\s+(?P<symbol>\w+)\s*=\s*new\s+Worker\s*(?:<[^>]*>)?\(\s*(?:['\"`\w]|$)", needs="bullmq bull"),
    _script("worker", "Agenda", "Agenda", r"(?:const|let|var)\s+(?P<symbol>\w+)\s*=\s*new\s+Agenda\s*\(", needs="agenda @hokify/agenda"),
    _script("worker", "node-cron", "schedule", r"\bcron\.schedule\s*\(", needs="node-cron cron"),
    _script("worker", "BullMQ", "Worker", r"^\s*this\.(?P<symbol>\w+)\s*=\s*new\s+Worker\s*(?:<[^>]*>)?\(", needs="bullmq"),
    _script("worker", "NestJS queue", "Processor", r"^@Processor\s*\(", CLOCK, needs="@nestjs/bullmq @nestjs/bull"),
    _script("worker", "NestJS schedule", "Cron", r"^\s*@Cron\s*\(", CLOCK, needs="@nestjs/schedule"),
    _script("worker", "node-cron", "CronJob", r"\bnew\s+CronJob\s*\(|\bCronJob\.from\s*\(", CLOCK, needs="cron"),
    _script("worker", "croner", "Cron", r"\bnew\s+Cron\s*\(", CLOCK, needs="croner"),
    _script("worker", "node-schedule", "scheduleJob", r"\bscheduleJob\s*\(", CLOCK, needs="node-schedule"),
    _script("worker", "Bree", "Bree", r"\bnew\s+Bree\s*\(", CLOCK, needs="bree"),
    _script("serverless", "AWS Lambda", "handler", r"^(?:export\s+(?:const|async\s+function|function)|(?:module\.)?exports\.)\s*(?P<symbol>handler)\b" + CLOUD_HANDLER),
    _script("main", "require.main guard", "require", r"^if\s*\(\s*require\.main\s*===?\s*module"),
    # ---- Go, Rust, C, JVM, .NET, Swift
    Rule("main", "main function", frozenset({"Go"}), "main", re.compile(r"^func\s+(?P<symbol>main)\s*\(\s*\)")),
    Rule("main", "main function", frozenset({"Rust"}), "main", re.compile(r"^\s*(?:pub\s+)?(?:async\s+)?fn\s+(?P<symbol>main)\s*\("), re.compile(r"(^|/)(src/(main\.rs|bin/)|examples/)")),
    Rule("main", "main function", frozenset({"C", "C++"}), "main", re.compile(r"^(?:(?:\w+\s+)*(?:int|auto|void)\s+(?:\w+\s+)?)?(?P<symbol>w?main)\s*\((?![^{]*\);)"), re.compile(r"\.(?:c|cc|cpp|cxx|c\+\+|C|ino)$")),
    Rule("main", "main function", frozenset({"D"}), "", re.compile(r"^\s*(?:int|void|auto)\s+(?P<symbol>main)\s*\("), re.compile(r"(^|/)(app|main)\.d$")),
    Rule("main", "main method", frozenset({"Java"}), "main", re.compile(r"^\s*public\s+static\s+(?:final\s+)?void\s+(?P<symbol>main)\s*\(")),
    Rule("main", "main function", frozenset({"Kotlin"}), "main", re.compile(r"^\s*(?:suspend\s+)?fun\s+(?P<symbol>main)\s*\(")),
    Rule("main", "main method", frozenset({"Scala"}), "main", re.compile(r"^\s*(?:@main\s+)?def\s+(?P<symbol>main)\s*\(")),
    *(
        Rule("main", "App object", frozenset({"Scala"}), word, re.compile(rf"^\s*object\s+(?P<symbol>\w+)\s+extends\s+{word}\b"))
        for word in ("App", "IOApp", "TaskApp", "ZIOApp", "ZIOAppDefault", "KyoApp", "CommandIOApp")
    ),
    Rule("web", "Play", frozenset({"Scala"}), "ApplicationLoader", re.compile(r"^\s*class\s+(?P<symbol>\w+)\s*(?:\([^)]*\)\s*)?extends\s+(?:ApplicationLoader|GuiceApplicationLoader)\b"), needs=("play.api",)),
    Rule("main", "@main", frozenset({"Scala", "Swift"}), "main", re.compile(r"^\s*@main\b(?:\s+(?:\w+\s+)*?(?:struct|class|enum|actor|def)\s+(?P<symbol>\w+))?")),
    *(
        Rule("main", f"@{word}", frozenset({"Swift"}), word, re.compile(rf"^\s*@{word}\b(?:\s+(?:\w+\s+)*?class\s+(?P<symbol>\w+))?"))
        for word in ("UIApplicationMain", "NSApplicationMain")
    ),
    Rule("main", "Main method", frozenset({"C#"}), "Main", re.compile(r"^\s*(?:(?:public|private|internal)\s+)?static\s+(?:async\s+)?[\w<>]+\s+(?P<symbol>Main)\s*\(")),
    Rule("main", "top-level statements", frozenset({"C#"}), "", re.compile(r"^(?:var|using|await|Console|return|Host|\w+\.)"), re.compile(r"(^|/)Program\.cs$")),
    Rule("web", "ASP.NET", frozenset({"C#"}), "CreateBuilder", re.compile(r"WebApplication\.Create(?:Slim)?Builder\s*\("), weight=1.2),
    Rule("web", "Ktor", frozenset({"Kotlin"}), "embeddedServer", re.compile(r"\bembeddedServer\s*(?:<[^>]*>)?\("), weight=1.2, needs=("io.ktor",)),
    Rule("main", "Electron", SCRIPT, "whenReady", re.compile(r"\bapp\.whenReady\s*\("), needs=("electron",)),
    Rule("web", "Ktor module", frozenset({"Kotlin"}), "Application", re.compile(r"^(?:\w+ )?fun\s+Application\.(?P<symbol>main|module)\s*\("), needs=("io.ktor",)),
    Rule("web", "Ktor", frozenset({"Kotlin"}), "EngineMain", re.compile(r"\bEngineMain\.main\s*\("), weight=1.2),
    Rule("web", "Spring Boot", JVM, "SpringBootApplication", re.compile(r"^@SpringBootApplication\b"), weight=1.2),
    Rule("cli", "script in bin/", frozenset({"Lua", "Perl"}), "", re.compile(r"^#!"), re.compile(r"(^|/)bin/[^/]+$")),
    Rule("main", "main function", frozenset({"Swift"}), "", re.compile(r"\S"), re.compile(r"(^|/)main\.swift$")),
    Rule("worker", "Spring schedule", JVM, "Scheduled", re.compile(r"^\s+@Scheduled\s*\("), weight=CLOCK, needs=("org.springframework.scheduling.annotation", "io.quarkus.scheduler", "io.micronaut.scheduling.annotation")),
    Rule("worker", "BackgroundService", frozenset({"C#"}), "BackgroundService", re.compile(r"^\s*(?:\w+\s+)*class\s+(?P<symbol>\w+)\b[^{]*:\s*(?:[\w.]+\s*,\s*)*BackgroundService\b"), weight=CLOCK),
    Rule("worker", "Hangfire", frozenset({"C#"}), "RecurringJob", re.compile(r"\bRecurringJob\.AddOrUpdate\b"), weight=CLOCK),
    Rule("worker", "cron", frozenset({"Go"}), "cron", re.compile(r"^\s*(?:\w+\.)?(?P<symbol>\w+)\s*:?=\s*cron\.New\s*\("), weight=CLOCK, needs=("github.com/robfig/cron",)),
    Rule("worker", "gocron", frozenset({"Go"}), "gocron", re.compile(r"^\s*(?:\w+\.)?(?P<symbol>\w+)(?:\s*,\s*\w+)?\s*:?=\s*gocron\.NewScheduler\s*\("), weight=CLOCK, needs=("github.com/go-co-op/gocron",)),
    Rule("worker", "Asynq", frozenset({"Go"}), "asynq", re.compile(r"^\s*(?:\w+\.)?(?P<symbol>\w+)\s*:?=\s*asynq\.New(?:Server|Scheduler)\s*\("), weight=CLOCK, needs=("github.com/hibiken/asynq",)),
    Rule("worker", "Laravel schedule", frozenset({"PHP"}), "", re.compile(r"^\s*(?:\$schedule->|Schedule::)(?:command|job|call|exec)\s*\("), re.compile(r"(^|/)(?:routes/console|app/Console/Kernel|bootstrap/app)\.php$"), CLOCK),
    Rule("web", "Gin", frozenset({"Go"}), "gin", re.compile(r"^\s*(?P<symbol>\w+)\s*:?=\s*gin\.(?:Default|New)\s*\("), weight=0.9, needs=("github.com/gin-gonic/gin",)),
    Rule("web", "Echo", frozenset({"Go"}), "echo", re.compile(r"^\s*(?P<symbol>\w+)\s*:?=\s*echo\.New\s*\("), weight=0.9, needs=("github.com/labstack/echo",)),
    Rule("web", "Fiber", frozenset({"Go"}), "fiber", re.compile(r"^\s*(?P<symbol>\w+)\s*:?=\s*fiber\.New\s*\("), weight=0.9, needs=("github.com/gofiber/fiber",)),
    Rule("web", "chi", frozenset({"Go"}), "chi", re.compile(r"^\s*(?P<symbol>\w+)\s*:?=\s*chi\.NewRouter\s*\("), weight=0.9, needs=("github.com/go-chi/chi",)),
    Rule("web", "net/http", frozenset({"Go"}), "http", re.compile(r"\bhttp\.ListenAndServe(?:TLS)?\s*\("), weight=0.9, needs=("net/http",)),
    Rule("web", "Actix", frozenset({"Rust"}), "HttpServer", re.compile(r"\bHttpServer::new\s*\(")),
    Rule("web", "Axum", frozenset({"Rust"}), "serve", re.compile(r"\baxum::serve\s*\(|axum::Server::bind")),
    Rule("web", "Rocket", frozenset({"Rust"}), "rocket", re.compile(r"\brocket::(?:build|ignite)\s*\(")),
    Rule("web", "Sinatra", frozenset({"Ruby"}), "Base", re.compile(r"^\s*class\s+(?P<symbol>\w+)\s*<\s*Sinatra::Base")),
    Rule("web", "Rack", frozenset({"Ruby"}), "", re.compile(r"^\s*run\s+(?P<symbol>[\w:.]+)"), re.compile(r"(^|/)config\.ru$"), 1.2),
    Rule("web", "PHP front controller", frozenset({"PHP"}), "", re.compile(r"<\?php"), re.compile(r"(^|/)(public|web|www|htdocs)/index\.php$|^index\.php$"), 1.1),
    Rule("web", "Phoenix endpoint", frozenset({"Elixir"}), "", re.compile(r"^\s*use\s+Phoenix\.Endpoint\b"), re.compile(r"(^|/)endpoint\.ex$"), 1.1),
    Rule("main", "OTP application", frozenset({"Elixir"}), "", re.compile(r"^\s*use\s+Application\b"), re.compile(r"(^|/)(application|app)\.ex$"), 1.2),
    Rule("main", "-main function", frozenset({"Clojure"}), "", re.compile(r"^\(defn\s+(?:\^\S+\s+)?(?P<symbol>-main)\b"), re.compile(r"(^|/)src/.*\.cljc?$")),
    Rule("main", "main function", frozenset({"Gleam"}), "", re.compile(r"^pub\s+fn\s+(?P<symbol>main)\s*\("), re.compile(r"(^|/)src/[^/]+\.gleam$")),
    Rule("main", "entry point", frozenset({"F#"}), "", re.compile(r"^\s*\[<EntryPoint>\]|^\s*(?:printfn|Console\.|let\s+(?:main|builder)\b|open\s)"), re.compile(r"(^|/)Program\.fs$")),
    Rule("main", "program", frozenset({"COBOL"}), "", re.compile(r"(?i)^.{0,7}\s*PROGRAM-ID\."), re.compile(r"\.(?:cbl|cob|cobol)$")),
    Rule("main", "main function", frozenset({"Dart"}), "", re.compile(r"^(?:Future<void>\s+|void\s+)?(?P<symbol>main)\s*\("), re.compile(r"(^|/)(bin|lib)/[^/]+\.dart$")),
    Rule("main", "main function", frozenset({"Zig"}), "", re.compile(r"^pub\s+fn\s+(?P<symbol>main)\s*\("), re.compile(r"(^|/)main\.zig$")),
    Rule("main", "main function", frozenset({"Haskell"}), "", re.compile(r"^(?P<symbol>main)\s*(?:::|=)"), re.compile(r"(^|/)(app/[^/]+|Main|main)\.hs$")),
    Rule("cli", "console", frozenset({"PHP"}), "", re.compile(r"<\?php|#!/"), re.compile(r"(^|/)(artisan|bin/console)$")),
)  # fmt: skip
