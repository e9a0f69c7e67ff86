"""Ruby: where imports lead, and constants that a loader finds."""

from __future__ import annotations

import pytest

from .workspace_support import ends, resolve

# (id, files, importing file, [where its imports lead])
CASES = [
    (
        "a registry of constants and their files",
        {
            "lib/cops.rb": 'register :Space, "#{__dir__}/cops/space"\nregister(:Gone, "#{__dir__}/gone")\nlog :Space, "x"\n',
            "lib/cops/space.rb": "",
        },
        "lib/cops.rb",
        ["lib/cops/space.rb"],
    ),
    (
        "a loop over files",
        {
            "a/x.rb": (
                "Dir.glob(File.expand_path('x/*.rb', __dir__)).sort.each do |path|\n  require path\nend\n"
                'Dir["#{File.dirname(__FILE__)}/y/**/*.rb"].each { |f| require f }\n'
                "Dir['lib/z/*.rb'].each { |f| load f }\nnames.each { |name| require name }"
            ),
            "a/x/p.rb": "",
            "a/x/q.rb": "",
            "a/x/deep/r.rb": "",
            "a/y/deep/s.rb": "",
            "lib/z/t.rb": "",
        },
        "a/x.rb",
        ["a/x/p.rb", "a/x/q.rb", "a/y/deep/s.rb", "lib/z/t.rb", "? computed specifier"],
    ),
    (
        "load path and relative",
        {"lib/a.rb": "require 'a/b'\nrequire_relative 'a/c'", "lib/a/b.rb": "", "lib/a/c.rb": ""},
        "lib/a.rb",
        ["lib/a/b.rb", "lib/a/c.rb"],
    ),
    (
        "tests reach lib and their helper",
        {"x.gemspec": "", "test/t.rb": "require 'helper'\nrequire 'a'", "test/helper.rb": "", "lib/a.rb": ""},
        "test/t.rb",
        ["test/helper.rb", "lib/a.rb"],
    ),
    (
        "require_paths of a gemspec",
        {"x.gemspec": "s.require_paths = ['src']", "t.rb": "require 'a'", "src/a.rb": ""},
        "t.rb",
        ["src/a.rb"],
    ),
    (
        "require_paths by a pattern",
        {
            "x.gemspec": 's.require_paths = Dir["*/lib"]',
            "one/lib/one.rb": "require 'two/a'",
            "two/lib/two/a.rb": "",
            "two/src/two/a.rb": "",
        },
        "one/lib/one.rb",
        ["two/lib/two/a.rb"],
    ),
    (
        "from the file's folder, in whatever words",
        {
            "Gemfile": "",
            "a/t.rb": "require File.expand_path(File.join(File.dirname(__FILE__), 'b'))\n"
            'require File.expand_path("#{File.dirname(__FILE__)}/../c")\n'
            "require File.dirname(File.expand_path(__FILE__)) + '/d'\n"
            "require File.expand_path('../c', File.dirname(__FILE__))\n"
            "require File.expand_path(File.dirname(__FILE__) + '/../e')\n"
            "require File.join(File.dirname(__FILE__), name)\n",
            "a/b.rb": "",
            "c.rb": "",
            "a/d.rb": "",
            "e.rb": "",
        },
        "a/t.rb",
        ["a/b.rb", "c.rb", "a/d.rb", "c.rb", "e.rb", "? computed specifier"],
    ),
    (
        "below the root of a module",
        {
            "Gemfile": "",
            "t.rb": "require Shop.source_root.join('a/b')\nload Rails.root.join('a', 'c.rb')\n"
            'require "#{Rails.root}/a/d"\nrequire Shop.root.join("gone")',
            "a/b.rb": "",
            "a/c.rb": "",
            "a/d.rb": "",
        },
        "t.rb",
        ["a/b.rb", "a/c.rb", "a/d.rb", "? computed specifier"],
    ),
    (
        "require_path of one folder",
        {"x.gemspec": "s.require_path = 'src'", "t.rb": "require 'a'", "src/a.rb": ""},
        "t.rb",
        ["src/a.rb"],
    ),
    (
        "the own gem before others",
        {
            "one/one.gemspec": "",
            "one/lib/a.rb": "",
            "one/t.rb": "require 'a'\nrequire 'b'",
            "two/two.gemspec": "",
            "two/lib/a.rb": "",
            "two/lib/b.rb": "",
        },
        "one/t.rb",
        ["one/lib/a.rb", "two/lib/b.rb"],
    ),
    (
        "an application below the top has a lib of its own",
        {
            "spec/app/config.ru": "run App",
            "spec/app/lib/field/many.rb": "",
            "spec/app/app/page.rb": "require 'field/many'",
            "lib/field/one.rb": "",
        },
        "spec/app/app/page.rb",
        ["spec/app/lib/field/many.rb"],
    ),
    (
        "gems and the standard library",
        {
            "Gemfile": "gem 'activerecord'\ngem \"rack-test\"",
            "Gemfile.lock": "GEM\n  specs:\n    json (2.0)\n    mini_mime (1.0)\n",
            "a.rb": "require 'active_record/base'\nrequire 'rack/test'\nrequire 'json'\nrequire 'net/http'\n"
            "require 'mini_mime'\nrequire 'unknown/x'",
        },
        "a.rb",
        [
            "module:activerecord",
            "module:rack-test",
            "platform:json",
            "platform:net",
            "module:mini_mime",
            "module:unknown",
        ],
    ),
    (
        "missing of its own",
        {"lib/a.rb": "require 'a/none'\nrequire_relative 'none'\nrequire 'a.so'"},
        "lib/a.rb",
        ["? no file on the load path", "? no file at that path", "? a native extension"],
    ),
    (
        "a file that Rails loads by its name, asked for by its path",
        {
            "config/application.rb": "module Shop; class Application < Rails::Application; end; end",
            "Gemfile": "gem 'cart'",
            "app/models/cart.rb": "class Cart; end",
            "app/models/page/scopes.rb": "module Page::Scopes; end",
            "app/models/page.rb": "require_dependency 'page/scopes'\nrequire 'cart'",
        },
        "app/models/page.rb",
        ["app/models/page/scopes.rb", "module:cart"],
    ),
    (
        "autoload",
        {"lib/m.rb": "module M\n  autoload :A, 'm/a'\n  autoload :B\nend", "lib/m/a.rb": "", "lib/m/b.rb": ""},
        "lib/m.rb",
        ["lib/m/a.rb", "lib/m/b.rb"],
    ),
]


@pytest.mark.parametrize(("files", "path", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_where_imports_lead(files: dict[str, str], path: str, expected: list[str]) -> None:
    assert ends(files, path, "Ruby") == expected


RAILS = {
    "config/application.rb": "",
    "app/models/user.rb": "class User < ApplicationRecord\n  include Named\n  # Post\nend",
    "app/models/application_record.rb": "class ApplicationRecord; end",
    "app/models/concerns/named.rb": "module Named; end",
    "app/models/post.rb": "class Post; end",
    "app/models/admin/post.rb": "class Admin::Post; end",
    "app/controllers/admin/posts_controller.rb": "module Admin\n  class PostsController\n    def a = Post.new\n"
    "    def b = ::Post.new\n    def c = User::LIMIT\n  end\nend",
    "app/controllers/posts_controller.rb": "class PostsController\n  def a = Post.find(:User)\nend",
    "test/a_test.rb": "Admin::PostsController.new",
}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("app/models/user.rb", [("app/models/application_record.rb", 1), ("app/models/concerns/named.rb", 2)]),
        (
            "app/controllers/admin/posts_controller.rb",
            [("app/models/admin/post.rb", 3), ("app/models/post.rb", 4), ("app/models/user.rb", 5)],
        ),
        ("app/controllers/posts_controller.rb", [("app/models/post.rb", 2)]),
        ("test/a_test.rb", [("app/controllers/admin/posts_controller.rb", 1)]),
    ],
)
def test_rails_constants_are_lazy_links(path: str, expected: list[tuple[str, int]]) -> None:
    links = resolve(RAILS, "Ruby")[path]
    assert [(link.target, link.line) for link in links] == expected
    assert {link.kind for link in links} == {"lazy"}


def test_constants_link_only_in_rails_applications() -> None:
    plain = {path: text for path, text in RAILS.items() if path != "config/application.rb"}
    assert resolve(plain, "Ruby")["app/models/user.rb"] == []


def _constants(files: dict[str, str], path: str) -> list[tuple[str, int]]:
    return [(link.target, link.line) for link in resolve(files, "Ruby")[path] if link.kind == "lazy"]


def test_constants_of_gems_with_a_loader() -> None:
    gem = {
        "shop.gemspec": "",
        "lib/shop.rb": "require 'zeitwerk'\nloader = Zeitwerk::Loader.for_gem\nloader.inflector.inflect('oauth' => 'OAuth')\nloader.setup",
        "lib/other.rb": "class Other; end",
        "lib/shop/oauth.rb": "module Shop\n  class OAuth; end\nend",
        "lib/shop/cart/item.rb": "module Shop\n  class Cart\n    class Item < Base\n      A = [OAuth, Other, 'Cart']\n    end\n  end\nend",
        "lib/shop/cart/base.rb": "module Shop\n  LIMIT = 1\n  B = Shop::LIMIT\nend",
        "spec/item_spec.rb": "describe Shop::Cart::Item do\nend",
        "parts/loader.rb": 'loader.push_dir("#{__dir__}/lib")\nother.push_dir(__dir__)\nZeitwerk::Loader.new',
        "parts/lib/part/a.rb": "module Part\n  class A < Part::B\n  end\nend",
        "parts/lib/part/b.rb": "class Part::B; end",
    }
    assert _constants(gem, "lib/shop/cart/item.rb") == [("lib/shop/cart/base.rb", 3), ("lib/shop/oauth.rb", 4)]
    assert _constants(gem, "lib/shop/cart/base.rb") == [("lib/shop.rb", 3)]
    assert _constants(gem, "spec/item_spec.rb") == [("lib/shop/cart/item.rb", 1)]
    assert _constants(gem, "parts/lib/part/a.rb") == [("parts/lib/part/b.rb", 2)]
    gem["parts/loader.rb"] = (
        "Zeitwerk::Loader\nroot = ::File.expand_path('../parts/lib', __dir__)\nloader.push_dir(root)"
    )
    assert _constants(gem, "parts/lib/part/a.rb") == [("parts/lib/part/b.rb", 2)]
    unloaded = gem | {"lib/shop.rb": "", "parts/loader.rb": ""}
    assert _constants(unloaded, "spec/item_spec.rb") == []


def test_the_first_name_of_a_constant_decides_in_which_module_it_is() -> None:
    gem = {
        "lib/shop.rb": "Zeitwerk::Loader.for_gem",
        "lib/shop/macros.rb": "module Shop\n  module Macros\n    class Store; end\n  end\nend",
        "lib/shop/process.rb": "module Shop\n  class Process; end\nend",
        "lib/shop/json.rb": "module Shop\n  Json = ::JSON\nend",
        "lib/shop/cart.rb": "module Shop\n  class Cart\n    A = Macros::Store.new\n    B = JSON\n    C = Process\n  end\nend",
        "spec/cart_spec.rb": "class Shop::CartSpec\n  A = Process.pid\nend",
        "lib/active/shop.rb": "module Active::Shop; end",
        "bin/start.rb": "Active::Shop",
    }
    assert _constants(gem, "lib/shop/cart.rb") == [("lib/shop/macros.rb", 3), ("lib/shop/process.rb", 5)]
    assert _constants(gem, "spec/cart_spec.rb") == [("lib/shop.rb", 1)]  # `class A::B` opens no module but itself
    assert _constants(gem, "bin/start.rb") == []
    gem["lib/shop.rb"] = "Zeitwerk::Loader.for_gem(warn_on_extra_files: false)"
    assert _constants(gem, "bin/start.rb") == [("lib/active/shop.rb", 1)]


def test_constants_in_strings_and_rubys_own_lead_nowhere() -> None:
    gem = {
        "lib/shop.rb": "Zeitwerk::Loader.for_gem",
        "lib/shop/app.rb": "",
        "lib/shop/env.rb": "module Shop\n  class Env\n  end\nend",
        "lib/shop/cart.rb": "",
        "spec/a_spec.rb": 'write <<~RUBY\n  class App < Shop::App\n  end\nRUBY\nApp.new("#{Shop::Cart}")\n',
        "lib/shop/port.rb": "module Shop\n  PORT = ENV['PORT']\nend",
        "lib/shop/list.rb": 'module Shop\n  def a\n    /^#{b["@"..]}$/.match? File.read(App::PATH)\n  end\nend',
        "spec/b_spec.rb": "warn(<<~GONE)\n  Shop::App is gone: use Shop#{Shop::Cart}\nGONE\n",
    }
    assert _constants(gem, "spec/b_spec.rb") == [("lib/shop/cart.rb", 2)]
    assert _constants(gem, "spec/a_spec.rb") == [("lib/shop/cart.rb", 5)]
    assert _constants(gem, "lib/shop/port.rb") == []
    assert _constants(gem, "lib/shop/list.rb") == [("lib/shop/app.rb", 3)]


def test_folders_that_rails_is_told_to_load_from() -> None:
    files = {
        "config/application.rb": "# config.eager_load_paths << Rails.root.join('off')\nconfig.autoload_paths.push(\n  \"#{root}/extras\",\n  '../lib'\n)\n"
        "config.autoload_once_paths += %W[#{config.root}/app #{config.root}/jobs]\nconfig.eager_load_paths << Rails.root.join('a', 'b')\nx = 'y'",
        **dict.fromkeys(
            ["off/o.rb", "extras/e.rb", "lib/l.rb", "app/jobs/send.rb", "jobs/j.rb", "a/b/ab.rb", "y/why.rb"], ""
        ),
        "app/models/cart.rb": "class Cart\n  [E, L, J,\n  Jobs::Send, Ab, O, Why]\n  'a' + \"\n  L\n Send\"\nend",
    }
    assert _constants(files, "app/models/cart.rb") == [
        ("extras/e.rb", 2),
        ("lib/l.rb", 2),
        ("jobs/j.rb", 2),
        ("app/jobs/send.rb", 3),
        ("a/b/ab.rb", 3),
    ]


def test_constants_of_engines_are_seen_by_applications() -> None:
    files = {
        "core/lib/core/engine.rb": "module Core\n  class Engine < ::Rails::Engine\n  end\nend",
        "core/app/models/core/order.rb": "module Core\n  class Order\n    def a = User\n  end\nend",
        "core/app/models/user.rb": "class User; end",
        "shop/config/application.rb": "config.autoload_lib(ignore: %w[tasks])",
        "shop/config/initializers/inflections.rb": "# inflect.acronym 'PO'\ninflect.acronym 'RESTful'",
        "shop/lib/restful_thing.rb": "",
        "shop/app/models/cart.rb": "class Cart\n  A = Core::Order\n  B = RESTfulThing\n  C = User\nend",
        "blog/config/application.rb": "",
        "blog/app/models/post.rb": "class Post\n  A = Cart\nend",
    }
    assert _constants(files, "core/app/models/core/order.rb") == [("core/app/models/user.rb", 3)]
    assert _constants(files, "shop/app/models/cart.rb") == [
        ("core/app/models/core/order.rb", 2),
        ("shop/lib/restful_thing.rb", 3),
    ]
    assert _constants(files, "blog/app/models/post.rb") == []


def test_tests_of_an_engine_see_the_application_that_they_boot() -> None:
    files = {
        "lib/core/engine.rb": "module Core\n  class Engine < ::Rails::Engine\n  end\nend",
        "app/models/core/order.rb": "module Core\n  class Order\n    A = User\n  end\nend",
        "spec/dummy/config/application.rb": "",
        "spec/dummy/app/models/user.rb": "class User\nend",
        "spec/dummy/app/models/guest.rb": "class Guest\nend",
        "spec/core/order_spec.rb": "KINDS = {Guest: 1}\nCore::Order.new(User.new)",
    }
    assert _constants(files, "spec/core/order_spec.rb") == [
        ("app/models/core/order.rb", 2),
        ("spec/dummy/app/models/user.rb", 2),
    ]
    assert _constants(files, "app/models/core/order.rb") == []
