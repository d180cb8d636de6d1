//! The site's layouts: compiled once, rendered with what pages share and what is a page's own.

use std::borrow::Cow;
use std::collections::BTreeMap;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{Environment, UndefinedBehavior};
use serde::{Serialize, Serializer};

use super::NAMES_WHAT_IS_UNKNOWN;
use super::fault::Fault;
use super::layers::layers;
use super::words::Words;
use crate::text::control::visible;

/// Steps that one page may take: some sixty times what the largest page of ten thousand requests needs (80 for a request).
const PAGE_FUEL: u64 = 50_000_000;

/// What a layout gives, or its name and what is wrong there.
pub(crate) type Rendered<T> = Result<T, (String, Fault)>;

/// Values that many pages share, made once.
#[derive(Clone)]
pub(crate) struct Common(Value);

impl Common {
    /// The values as the layouts read them.
    pub(crate) fn of(values: impl Serialize) -> Common {
        Common(Value::from(Serde(values)))
    }

    /// Words by their key.
    pub(crate) fn words(words: BTreeMap<&'static str, &'static str>) -> Common {
        Common(Value::from_object(Words::of(words)))
    }
}

impl Serialize for Common {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// The site's layouts: every value is escaped by the file's ending.
pub(crate) struct Layouts {
    environment: Environment<'static>,
    /// The same with a frame that gives the three blocks of a page alone, where that of the site says nothing else of a page.
    bare: Option<Environment<'static>>,
}

/// Stands between the blocks of a page that are put into a frame.
const BETWEEN: char = '\u{1}';

/// The layout that finds out what stands around the blocks.
const PROBE: &str = "_probe.html";

/// What stands around the title, the class and the content of a page.
pub(crate) struct PageFrame([String; 4]);

impl Layouts {
    /// Compiles layouts given as (name, source).
    ///
    /// # Errors
    /// The first that does not compile, with its name and fault.
    pub(crate) fn new(sources: impl IntoIterator<Item = (String, String)>) -> Rendered<Layouts> {
        Ok(Layouts { environment: compiled(sources, PAGE_FUEL)?, bare: None })
    }

    /// As [`Layouts::new`], where the layout `base.html` says nothing of a page besides its blocks `title`, whose built-in text is given,
    /// `page_class` and `content`: then what stands around them can be made once for many pages.
    ///
    /// # Errors
    /// As [`Layouts::new`].
    pub(crate) fn with_frames(sources: Vec<(String, String)>, title: &str) -> Rendered<Layouts> {
        let block = |name: &str, text: &str| format!("{{% block {name} %}}{text}{{% endblock %}}");
        let marks = ["title", "page_class", "content"].map(|name| block(name, &BETWEEN.to_string())).concat();
        let probe = format!("{{% extends \"base.html\" %}}{marks}");
        let bare = format!("{}{BETWEEN}{}{BETWEEN}{}", block("title", title), block("page_class", ""), block("content", ""));
        let layouts = sources.iter().filter(|(name, _)| name != "base.html").cloned();
        let bare = compiled(layouts.chain([("base.html".to_owned(), bare)]), PAGE_FUEL)?;
        Ok(Layouts { environment: compiled(sources.into_iter().chain([(PROBE.to_owned(), probe)]), PAGE_FUEL)?, bare: Some(bare) })
    }

    /// What stands around the pages that share some values; `None` where that is not known to be the same for all of them.
    ///
    /// # Errors
    /// As [`Layouts::render`].
    pub(crate) fn frame(&self, common: &[&Common]) -> Rendered<Option<PageFrame>> {
        if self.bare.is_none() {
            return Ok(None);
        }
        let page = rendered(&self.environment, PROBE, common, ())?;
        let parts: Vec<String> = page.split(BETWEEN).map(|part| visible(part).into_owned()).collect();
        Ok(parts.try_into().ok().map(PageFrame))
    }

    /// As [`Layouts::render_with`], with what stands around the page.
    ///
    /// # Errors
    /// As [`Layouts::render`].
    pub(crate) fn render_in(&self, frame: Option<&PageFrame>, name: &str, common: &[&Common], values: impl Serialize) -> Rendered<String> {
        let Some((bare, PageFrame(around))) = self.bare.as_ref().zip(frame) else { return self.render_with(name, common, values) };
        let mut page = rendered(bare, name, common, &values)?;
        let ends: Vec<usize> = page.match_indices(BETWEEN).map(|(at, _)| at).collect();
        let &[title, class] = ends.as_slice() else {
            // One of an entry stands among them.
            return self.render_with(name, common, values);
        };
        let [head, after_title, after_class, foot] = around;
        let content = class + BETWEEN.len_utf8();
        let before = [head, &page[..title], after_title, &page[title + BETWEEN.len_utf8()..class], after_class].concat();
        // The content is most of a page: what stands around it comes to it, so that it is held once.
        page.drain(..content);
        page.insert_str(0, &before);
        page.push_str(foot);
        Ok(shown(page))
    }

    /// A page of the layout `name`.
    ///
    /// # Errors
    /// The layout at fault and what is wrong there.
    pub(crate) fn render(&self, name: &str, values: impl Serialize) -> Rendered<String> {
        self.render_with(name, &[], values)
    }

    /// As [`Layouts::render`], with what the page shares with others; its own values count first.
    ///
    /// # Errors
    /// As [`Layouts::render`].
    pub(crate) fn render_with(&self, name: &str, common: &[&Common], values: impl Serialize) -> Rendered<String> {
        Ok(shown(rendered(&self.environment, name, common, values)?))
    }
}

/// No control character of an entry reaches a page raw.
fn shown(page: String) -> String {
    let changed = match visible(&page) {
        Cow::Owned(visible) => Some(visible),
        Cow::Borrowed(_) => None,
    };
    changed.unwrap_or(page)
}

fn compiled(sources: impl IntoIterator<Item = (String, String)>, fuel: u64) -> Rendered<Environment<'static>> {
    let mut environment = Environment::new();
    environment.set_debug(NAMES_WHAT_IS_UNKNOWN);
    environment.set_fuel(Some(fuel));
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true).build();
    environment.set_syntax(syntax.expect("the usual delimiters"));
    for (name, source) in sources {
        Fault::check(&source).map_err(|fault| (name.clone(), fault))?;
        environment.add_template_owned(name.clone(), source).map_err(|error| (name, Fault::of(&error)))?;
    }
    Ok(environment)
}

/// A layout with values, control characters as they are.
fn rendered(environment: &Environment<'_>, name: &str, common: &[&Common], values: impl Serialize) -> Rendered<String> {
    let template = environment.get_template(name).map_err(|error| (name.to_owned(), Fault::of(&error)))?;
    let own = Value::from(Serde(values));
    let all = if common.is_empty() { own } else { layers(common.iter().map(|common| common.0.clone()).chain([own])) };
    template.render(all).map_err(|error| (error.name().unwrap_or(name).to_owned(), Fault::of(&error)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::text;

    #[test]
    fn a_page_in_a_frame_is_the_page() {
        let base = "<i>{{ a }}</i>\n<title>{% block title %}{{ b }} · {{ a }}{% endblock %}</title>\n<body class=\"{% block page_class %}{% endblock %}\">\n\
                    {% for c in list %}\n  {{ c }}\n{% endfor %}\n{% block content %}{% endblock %}\n</body>\n";
        let plain = "{% extends \"base.html\" %}\n{% block content %}\n  <p>{{ b }}</p>\n{% endblock %}\n";
        let own = "{% extends \"base.html\" %}\n{% block title %}<{{ super() }}>{% endblock %}\n{% block page_class %}x{% endblock %}\n{% block content %}y{% endblock %}";
        let sources = [("base.html", base), ("plain.html", plain), ("own.html", own)];
        let sources = sources.map(|(name, source)| (name.to_owned(), source.to_owned())).to_vec();
        let layouts = Layouts::with_frames(sources, "{{ b }} · {{ a }}").expect("they compile");
        let common = Common::of([("a", "1 < 2\u{7}")].into_iter().collect::<std::collections::BTreeMap<_, _>>());
        let more = Common::of([("list", ["c", "&"])].into_iter().collect::<std::collections::BTreeMap<_, _>>());
        let around = layouts.frame(&[&common, &more]).expect("rendered").expect("known");
        for name in ["plain.html", "own.html"] {
            for b in ["B\u{202e} & Co", "B\u{1} & Co", "\u{1}\u{1}"] {
                let values = [("b", b)].into_iter().collect::<std::collections::BTreeMap<_, _>>();
                let page = |around| layouts.render_in(around, name, &[&common, &more], &values);
                assert_eq!(page(Some(&around)), page(None), "{name} {b:?}");
            }
        }
    }

    #[test]
    fn a_layout_takes_only_so_many_steps() {
        let source = "a\n{% for i in range(1000) %}{% for j in range(1000) %}x{% endfor %}{% endfor %}\n";
        let environment = compiled([("a.html".to_owned(), source.to_owned())], 10_000).expect("it compiles");
        let (name, fault) = rendered(&environment, "a.html", &[], ()).expect_err("too many steps");
        assert_eq!((name.as_str(), fault), ("a.html", Fault { line: 2, cause: text!("jinja.steps") }));
    }
}
