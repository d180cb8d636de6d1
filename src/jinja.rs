//! minijinja, bounded: strict about undefined names, with fuel, an output limit, and nothing to reach
//! the outside. The one address of minijinja.

mod listed;
mod words;

pub(crate) use listed::Listed;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Write;
use std::ops::Range;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value, merge_maps};
use minijinja::{AutoEscape, Environment, ErrorKind, UndefinedBehavior};
use serde::{Serialize, Serializer};

use crate::labels::{Text, text};
use crate::text::control::visible;

/// Steps that one rendering may take.
const FUEL: u64 = 200_000;
/// Steps that one page may take: some sixty times what the largest page of ten thousand requests needs (80 for a request).
const PAGE_FUEL: u64 = 50_000_000;
/// Bytes that one message may become.
const OUTPUT_LIMIT: usize = 256 * 1024;

/// Why a template cannot be used.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Fault {
    /// Line in the template, from 1; 0 where none is known.
    pub(crate) line: usize,
    /// What is wrong.
    pub(crate) cause: Text,
}

impl Fault {
    /// A fault of a template's text: what opens and never closes is told where it opens, not at the end.
    fn within(error: &minijinja::Error, source: &str) -> Fault {
        let fault = Fault::of(error);
        match never_closed(source).filter(|_| error.detail().is_some_and(|detail| detail.contains("end of "))) {
            Some(open) => Fault { line: source[..open].matches('\n').count() + 1, cause: text!("jinja.open") },
            None => fault,
        }
    }

    fn of(error: &minijinja::Error) -> Fault {
        Fault { line: error.line().unwrap_or(0), cause: cause(error) }
    }
}

/// What is wrong, in our words where it is a common slip, else in minijinja's, said to be its own.
fn cause(error: &minijinja::Error) -> Text {
    let detail = error.detail().unwrap_or_default();
    let name = || detail.split(" is unknown").next().and_then(|words| words.rsplit(' ').next()).unwrap_or_default();
    let named = || detail.rsplit("named ").next().unwrap_or_default();
    match error.kind() {
        ErrorKind::UndefinedError => match detail.strip_suffix(" is undefined") {
            Some(name) => text!("jinja.undefined-name", name = name.trim_matches('`')),
            None => text!("jinja.undefined"),
        },
        ErrorKind::UnknownFilter => text!("jinja.filter", name = name()),
        ErrorKind::UnknownTest => text!("jinja.test", name = name()),
        ErrorKind::UnknownFunction => text!("jinja.function", name = name()),
        ErrorKind::UnknownMethod => text!("jinja.function", name = named()),
        ErrorKind::OutOfFuel => text!("jinja.steps"),
        ErrorKind::WriteFailure => text!("jinja.long", limit = OUTPUT_LIMIT / 1024),
        ErrorKind::TemplateNotFound | ErrorKind::BadInclude => text!("jinja.include"),
        ErrorKind::SyntaxError => syntax(detail),
        ErrorKind::InvalidOperation if detail.ends_with("is not callable") => text!("jinja.call"),
        ErrorKind::InvalidOperation => text!("jinja.operation", words = detail),
        ErrorKind::TooManyArguments => text!("jinja.too-many"),
        ErrorKind::MissingArgument => text!("jinja.too-few"),
        kind if detail.is_empty() => text!("jinja.other", words = kind),
        kind => text!("jinja.other", words = format!("{kind}: {detail}")),
    }
}

fn syntax(detail: &str) -> Text {
    if let Some(found) = detail.strip_prefix("unknown statement ") {
        return text!("jinja.statement", name = found);
    }
    match detail.strip_prefix("unexpected ").and_then(|rest| rest.split_once(", expected ")) {
        Some((found, wanted)) => match (token(found), token(wanted)) {
            (Some(found), Some(wanted)) => text!("jinja.unexpected"; found => found, wanted => wanted),
            (Some(found), None) => text!("jinja.unexpected-here"; found => found),
            _ => text!("jinja.syntax", words = detail),
        },
        None if detail == "unexpected character" => text!("jinja.character"),
        None if detail == "unexpected end of string" => text!("jinja.string-open"),
        None => match detail.strip_prefix("unexpected ").and_then(token) {
            Some(found) => text!("jinja.unexpected-here"; found => found),
            None => text!("jinja.syntax", words = detail),
        },
    }
}

/// A piece of a template by minijinja's word for it; a sign as it is.
fn token(word: &str) -> Option<Text> {
    Some(match word {
        "end of input" => text!("jinja.token.end"),
        "end of block" => text!("jinja.token.sign", sign = "%}"),
        "start of block" => text!("jinja.token.sign", sign = "{%"),
        "end of variable block" => text!("jinja.token.sign", sign = "}}"),
        "start of variable block" => text!("jinja.token.sign", sign = "{{"),
        "identifier" => text!("jinja.token.name"),
        "string" => text!("jinja.token.string"),
        "integer" | "float" => text!("jinja.token.number"),
        "template-data" => text!("jinja.token.text"),
        "keyword" | "statement" => text!("jinja.token.keyword"),
        sign => text!("jinja.token.sign", sign = sign.strip_prefix('`')?.strip_suffix('`')?),
    })
}

fn message_environment() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    environment.set_fuel(Some(FUEL));
    environment
}

/// The names that a message template uses and does not set itself.
///
/// # Errors
/// A syntax error, with its line.
pub(crate) fn variables(source: &str) -> Result<BTreeSet<String>, Fault> {
    let environment = message_environment();
    let template = environment.template_from_str(source).map_err(|error| Fault::within(&error, source))?;
    Ok(template.undeclared_variables(false).into_iter().filter(|name| environment.globals().all(|(global, _)| global != name)).collect())
}

/// The words inside the tags of a template, each with the place where it first stands.
pub(crate) fn words(source: &str) -> HashMap<&str, Range<usize>> {
    let mut found = HashMap::new();
    let mut at = 0;
    while let Some(open) = first_of(source, at, &["{{", "{%"]) {
        let close = first_of(source, open, &["}}", "%}"]).unwrap_or(source.len());
        let mut start = open;
        for word in source[open..close].split(|c: char| !c.is_alphanumeric() && c != '_') {
            found.entry(word).or_insert(start..start + word.len());
            start += word.len() + source[start + word.len()..].chars().next().map_or(0, char::len_utf8);
        }
        at = close.max(open + 2);
    }
    found
}

/// Where the first of some marks of two characters stands. Each byte is looked at once: a mark that is nowhere costs nothing more.
fn first_of(source: &str, from: usize, marks: &[&str]) -> Option<usize> {
    let pairs = source.as_bytes().get(from..)?.windows(2);
    pairs.enumerate().find(|(_, pair)| marks.iter().any(|mark| mark.as_bytes() == *pair)).map(|(at, _)| from + at)
}

/// A message template filled with values.
///
/// # Errors
/// A syntax error, an undefined name, too many steps or too much text, with its line.
pub(crate) fn fill(source: &str, values: impl Serialize) -> Result<String, Fault> {
    let environment = message_environment();
    let template = environment.template_from_str(source).map_err(|error| Fault::within(&error, source))?;
    let mut out = Bounded { bytes: Vec::new() };
    template.render_captured_to(Serde(values), &mut out).map_err(|error| Fault::of(&error))?;
    String::from_utf8(out.bytes).map_err(|_| Fault { line: 0, cause: text!("cause.data") })
}

/// Where the last tag or block begins that opens and never closes.
fn never_closed(source: &str) -> Option<usize> {
    let mut blocks = Vec::new();
    let mut at = 0;
    while let Some(open) = first_of(source, at, &["{{", "{%", "{#"]) {
        let close = match source.as_bytes()[open + 1] {
            b'{' => "}}",
            b'%' => "%}",
            _ => "#}",
        };
        let Some(end) = source[open..].find(close).map(|end| open + end) else { return Some(open) };
        let inside = source[open + 2..end].trim_start_matches(['-', '+']).trim_start();
        let word = inside.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
        match word {
            _ if close != "%}" => {}
            "if" | "for" | "with" | "filter" | "macro" | "call" | "block" | "raw" => blocks.push(open),
            _ if word.starts_with("end") => drop(blocks.pop()),
            _ => {}
        }
        at = end + 2;
    }
    blocks.pop()
}

/// Refuses to grow past the output limit.
struct Bounded {
    bytes: Vec<u8>,
}

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.bytes.len() + bytes.len() > OUTPUT_LIMIT {
            return Err(std::io::Error::other(format!("more than {OUTPUT_LIMIT} bytes of text")));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

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
        Common(Value::from_object(words::Words::of(words)))
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
    environment.set_fuel(Some(fuel));
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true).build();
    environment.set_syntax(syntax.expect("the usual delimiters"));
    for (name, source) in sources {
        environment.add_template_owned(name.clone(), source).map_err(|error| (name, Fault::of(&error)))?;
    }
    Ok(environment)
}

/// A layout with values, control characters as they are.
fn rendered(environment: &Environment<'_>, name: &str, common: &[&Common], values: impl Serialize) -> Rendered<String> {
    let template = environment.get_template(name).map_err(|error| (name.to_owned(), Fault::of(&error)))?;
    let own = Value::from(Serde(values));
    let all = if common.is_empty() { own } else { merge_maps(common.iter().map(|common| common.0.clone()).chain([own])) };
    template.render(all).map_err(|error| (error.name().unwrap_or(name).to_owned(), Fault::of(&error)))
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn is_strict_and_bounded() {
        assert_eq!(
            fill("Hi {{ name }}", [("name", "林")].into_iter().collect::<std::collections::BTreeMap<_, _>>()).as_deref(),
            Ok("Hi 林")
        );
        assert_eq!(fill("a\n{{ missing }}", ()).map_err(|fault| fault.line), Err(2));
        assert!(fill("{% for i in range(100000) %}{% for j in range(100000) %}x{% endfor %}{% endfor %}", ()).is_err());
        assert!(fill("{% include \"/etc/passwd\" %}", ()).is_err());
        assert!(variables("{{ a").is_err());
        for (open, line) in [("a\n{% if b %}\nc\n\nd\n", 2), ("{% if a %}\n{% for b in a %}\n{% endfor %}\nc\n", 1), ("a\n{{ b\n\n", 2)] {
            assert_eq!(variables(open).map_err(|fault| fault.line), Err(line), "{open}");
        }
        assert_eq!(variables("{{ a }}{% if b %}{{ range(3) }}{% endif %}").map(|names| names.len()), Ok(2));
    }
}
