//! A page taken apart as a reader's browser would: the texts of its blocks and of each element, the values of
//! attributes, comments, all decoded.

use std::borrow::Cow;
use std::rc::Rc;

/// A piece of a page.
#[derive(Debug, PartialEq)]
pub(super) struct Piece<'p> {
    /// Where it stands.
    pub(super) place: Place<'p>,
    /// Its decoded text.
    pub(super) text: Cow<'p, str>,
    /// The text of the block that it is a part of.
    pub(super) block: Option<Rc<str>>,
}

/// Where a piece of a page stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Place<'p> {
    /// Text of the page; with the element that holds it.
    Text(Cow<'p, str>),
    /// The value of an attribute.
    Attribute(Cow<'p, str>),
    /// A comment, a declaration.
    Comment,
}

impl Place<'_> {
    /// As a value of its own.
    pub(super) fn owned(&self) -> Place<'static> {
        match self {
            Place::Text(element) => Place::Text(element.clone().into_owned().into()),
            Place::Attribute(name) => Place::Attribute(name.clone().into_owned().into()),
            Place::Comment => Place::Comment,
        }
    }
}

/// Elements within a line: their text is read with what stands around.
const INLINE: [&str; 27] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "samp", "small",
    "span", "strong", "sub", "sup", "time", "tspan", "u", "var",
];

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

/// Takes a page apart. A difference is read as what it was and as what it is: what went and what came make no word.
pub(super) fn pieces(page: &str) -> Vec<Piece<'_>> {
    let mut reader = Reader { pieces: Vec::new(), block: Readings::default(), parts: Vec::new(), element: Cow::default(), change: None };
    let mut rest = page;
    while let Some(open) = rest.find('<') {
        reader.text(&rest[..open]);
        rest = &rest[open..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            let end = comment.find("-->").unwrap_or(comment.len());
            reader.push(Place::Comment, &comment[..end]);
            rest = comment.get(end + 3..).unwrap_or_default();
        } else if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
            rest = reader.tag(&rest[1..]);
        } else {
            reader.text("<");
            rest = &rest[1..];
        }
    }
    reader.text(rest);
    reader.end_block();
    reader.pieces
}

/// The text of a block without what came, and without what went: the two that a difference is of.
#[derive(Default)]
struct Readings {
    /// `None` where nothing came or went: then it is the other one.
    before: Option<String>,
    after: String,
}

#[derive(Clone, Copy, PartialEq)]
enum Change {
    Went,
    Came,
}

struct Reader<'p> {
    pieces: Vec<Piece<'p>>,
    /// The text of the open block in its two readings, and the pieces that it is made of.
    block: Readings,
    parts: Vec<(usize, Option<Change>)>,
    element: Cow<'p, str>,
    /// The open `<del>` or `<ins>`.
    change: Option<Change>,
}

impl<'p> Reader<'p> {
    fn push(&mut self, place: Place<'p>, raw: &'p str) {
        let text = decode(raw);
        if !text.trim().is_empty() {
            self.pieces.push(Piece { place, text, block: None });
        }
    }

    fn text(&mut self, raw: &'p str) {
        let text = decode(raw);
        if self.change.is_some() && self.block.before.is_none() {
            self.block.before = Some(self.block.after.clone());
        }
        if let Some(before) = self.block.before.as_mut().filter(|_| self.change != Some(Change::Came)) {
            before.push_str(&text);
        }
        if self.change != Some(Change::Went) {
            self.block.after.push_str(&text);
        }
        if !text.trim().is_empty() {
            self.parts.push((self.pieces.len(), self.change));
            self.pieces.push(Piece { place: Place::Text(self.element.clone()), text, block: None });
        }
    }

    /// Ends a block; one made of several texts is a piece of its own, for a name may run through them.
    fn end_block(&mut self) {
        if self.parts.len() <= 1 {
            self.parts.clear();
            self.block.after.clear();
            self.block.before = None;
            return;
        }
        let Readings { before, after } = std::mem::take(&mut self.block);
        let before = before.filter(|before| *before != after);
        let is: Rc<str> = after.as_str().into();
        let was: Rc<str> = before.as_deref().map_or_else(|| Rc::clone(&is), Rc::from);
        for (part, change) in self.parts.drain(..) {
            self.pieces[part].block = Some(Rc::clone(if change == Some(Change::Went) { &was } else { &is }));
        }
        for text in [Some(after), before].into_iter().flatten() {
            self.pieces.push(Piece { place: Place::Text(self.element.clone()), text: text.into(), block: None });
        }
    }

    /// Reads a tag from after its `<`; gives what follows it.
    fn tag(&mut self, tag: &'p str) -> &'p str {
        let is_closing = tag.starts_with('/');
        let name_at = usize::from(is_closing);
        let name_end = tag[name_at..].find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).map_or(tag.len(), |end| name_at + end);
        let name = small(&tag[name_at..name_end]);
        if !INLINE.contains(&&*name) {
            self.end_block();
        }
        if matches!(&*name, "del" | "ins") {
            let change = if name == "del" { Change::Went } else { Change::Came };
            self.change = (!is_closing).then_some(change);
        }
        if !is_closing {
            self.element = name;
        }
        self.attributes(&tag[name_end..])
    }

    fn attributes(&mut self, mut rest: &'p str) -> &'p str {
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
            if rest.is_empty() {
                return rest;
            }
            if let Some(after) = rest.strip_prefix('>') {
                return after;
            }
            let end = rest[1..].find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/')).map_or(rest.len(), |end| end + 1);
            let written = &rest[..end];
            let name = small(written);
            rest = rest[end..].trim_start();
            let mut value = "";
            if let Some(after) = rest.strip_prefix('=') {
                (value, rest) = attribute_value(after.trim_start());
            }
            if !(SHAPES.contains(&&*name) && is_shape(value)) {
                // The name too: a journal's word may have become one.
                let shown = decode(value);
                self.push(Place::Attribute(name.clone()), written);
                if !shown.trim().is_empty() {
                    self.pieces.push(Piece { place: Place::Attribute(name), text: shown, block: None });
                }
            }
        }
    }
}

/// ASCII letters small.
fn small(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) { name.to_ascii_lowercase().into() } else { name.into() }
}

fn attribute_value(rest: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inside) = rest.strip_prefix(quote) {
            let end = inside.find(quote).unwrap_or(inside.len());
            return (&inside[..end], inside.get(end + 1..).unwrap_or_default());
        }
    }
    rest.split_at(rest.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(rest.len()))
}

fn is_shape(value: &str) -> bool {
    let words = value.split(|c: char| !c.is_ascii_alphabetic());
    value.is_ascii()
        && words.into_iter().all(|word| word.len() <= 1 || matches!(word, "translate" | "rotate" | "scale" | "px" | "em" | "rem"))
}

/// A text with its character references as characters.
fn decode(raw: &str) -> Cow<'_, str> {
    if !raw.contains('&') {
        return raw.into();
    }
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(open) = rest.find('&') {
        text.push_str(&rest[..open]);
        rest = &rest[open..];
        let end = rest.char_indices().skip(1).take(32).find(|(_, c)| !c.is_ascii_alphanumeric() && *c != '#').map(|(end, _)| end);
        match end.and_then(|end| Some((end, character(&rest[1..end])?))) {
            Some((end, c)) => {
                text.push(c);
                rest = rest[end..].strip_prefix(';').unwrap_or(&rest[end..]);
            }
            None => {
                text.push('&');
                rest = &rest[1..];
            }
        }
    }
    text.push_str(rest);
    text.into()
}

fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let hex = number.strip_prefix(['x', 'X']).map(|hex| u32::from_str_radix(hex, 16));
        return char::from_u32(hex.unwrap_or_else(|| number.parse()).ok()?);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "shy" => '\u{ad}',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_a_page_apart() {
        let page = "<!doctype html><p title=\"a &quot;b&quot;\" data-x='&#26519;'>林<b>雅</b>婷 &lt;x&gt;</p><!-- c --><svg viewBox=\"0 0 1 1\"><title>t</title></svg>";
        let text = |text: &'static str, element: &'static str| Piece { place: Place::Text(element.into()), text: text.into(), block: None };
        let attribute =
            |name: &'static str, text: &'static str| Piece { place: Place::Attribute(name.into()), text: text.into(), block: None };
        let all = pieces(page);
        for piece in [
            attribute("title", "a \"b\""),
            attribute("data-x", "林"),
            text("林", "p"),
            text("雅", "b"),
            text("林雅婷 <x>", "b"),
            Piece { place: Place::Comment, text: " c ".into(), block: None },
            text("t", "title"),
        ] {
            let is_same = |other: &Piece| (&other.place, &other.text) == (&piece.place, &piece.text);
            assert!(all.iter().any(is_same), "{piece:?} in {all:?}");
        }
        assert!(!all.iter().any(|piece| piece.text.contains("0 0 1 1")), "{all:?}");
        let difference = pieces("<p>a<del>b</del><ins>c</ins>d</p>");
        let has = |text: &str| difference.iter().any(|piece| piece.text == text);
        assert!(has("abd") && has("acd") && has("b") && has("c") && !has("abcd"), "{difference:?}");
        for odd in ["<", "<a", "<a b", "<a b=", "<a b='", "a < b", "&", "&#", "&#xFFFFFFFF;", "<!--", "</", "<é>"] {
            let _ = pieces(odd);
        }
    }
}
