//! What stands in a tag: the names of elements, attributes and their values.

use std::borrow::Cow;

use super::html::place_of;

/// Whether an element stands within a line: its text is read with what stands around.
pub(super) fn is_inline(element: &str) -> bool {
    matches!(
        element,
        "a" | "abbr"
            | "b"
            | "bdi"
            | "bdo"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "i"
            | "ins"
            | "kbd"
            | "mark"
            | "q"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tspan"
            | "u"
            | "var"
    )
}

/// ASCII letters small.
pub(super) fn small(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) { name.to_ascii_lowercase().into() } else { name.into() }
}

/// The attribute at the beginning of what is no blank: its name as written, its value, and what follows.
pub(super) fn attribute(tag: &str) -> (&str, &str, &str) {
    let end = tag[1..].find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/')).map_or(tag.len(), |end| end + 1);
    let rest = tag[end..].trim_start();
    let (value, rest) = rest.strip_prefix('=').map_or(("", rest), |after| value_of(after.trim_start()));
    (&tag[..end], value, rest)
}

fn value_of(rest: &str) -> (&str, &str) {
    for quote in [b'"', b'\''] {
        if rest.as_bytes().first() == Some(&quote) {
            let inside = &rest[1..];
            let end = place_of(quote, inside).unwrap_or(inside.len());
            return (&inside[..end], inside.get(end + 1..).unwrap_or_default());
        }
    }
    rest.split_at(rest.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(rest.len()))
}

/// Attributes that hold the shapes of a chart, and nothing else where their values are figures.
const SHAPES: [&str; 22] = [
    "d",
    "points",
    "x",
    "y",
    "x1",
    "x2",
    "y1",
    "y2",
    "cx",
    "cy",
    "r",
    "rx",
    "ry",
    "dx",
    "dy",
    "width",
    "height",
    "viewbox",
    "transform",
    "offset",
    "stroke-dasharray",
    "colspan",
];

/// Whether an attribute says how a chart is drawn, and no more.
pub(super) fn is_shape(name: &str, value: &str) -> bool {
    let mut words = value.split(|c: char| !c.is_ascii_alphabetic());
    SHAPES.contains(&name)
        && value.is_ascii()
        && words.all(|word| word.len() <= 1 || matches!(word, "translate" | "rotate" | "scale" | "px" | "em" | "rem"))
}
