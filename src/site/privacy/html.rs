//! A page taken apart as a reader's browser would: the texts of its blocks and of each element, the values of
//! attributes, comments, all decoded.

use std::borrow::Cow;

/// A piece of a page.
#[derive(Debug, PartialEq)]
pub(super) struct Piece<'p> {
    /// Where it stands.
    pub(super) place: Place<'p>,
    /// Its decoded text.
    pub(super) text: Cow<'p, str>,
    /// In which reading of its block it is.
    part: Part,
}

impl<'p> Piece<'p> {
    /// A piece that is part of no block.
    pub(super) fn of(place: Place<'p>, text: Cow<'p, str>) -> Piece<'p> {
        Piece { place, text, part: Part::Alone }
    }
}

/// What a piece is to the block in which it stands.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Part {
    /// No part: an attribute, a comment, the text of a whole block.
    Alone,
    /// Of what the block is.
    Is,
    /// Of what it was.
    Was,
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

/// Takes a page apart: `each` is called with each piece and the text of the block that it is a part of. A difference is read
/// as what it was and as what it is: what went and what came make no word.
pub(super) fn pieces<'p>(page: &'p str, each: impl FnMut(Piece<'p>, Option<&str>)) {
    let (pieces, block) = (Vec::new(), Readings::default());
    let mut reader = Reader { each, pieces, block, count: 0, element: Cow::default(), change: None };
    let mut rest = page;
    while let Some(open) = rest.find('<') {
        reader.text(&rest[..open]);
        rest = &rest[open..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            let end = comment.find("-->").unwrap_or(comment.len());
            reader.push(Place::Comment, decode(&comment[..end]), Part::Alone);
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
}

/// The text of a block without what came, and without what went: the two that a difference is of.
#[derive(Default)]
struct Readings {
    /// Nothing where nothing came or went: then it is the other one.
    before: Option<String>,
    after: String,
}

#[derive(Clone, Copy, PartialEq)]
enum Change {
    Went,
    Came,
}

struct Reader<'p, F> {
    each: F,
    /// The pieces of the open block.
    pieces: Vec<Piece<'p>>,
    /// Its text in its two readings, and how many pieces that is made of.
    block: Readings,
    count: usize,
    element: Cow<'p, str>,
    /// The open `<del>` or `<ins>`.
    change: Option<Change>,
}

impl<'p, F: FnMut(Piece<'p>, Option<&str>)> Reader<'p, F> {
    fn push(&mut self, place: Place<'p>, text: Cow<'p, str>, part: Part) {
        if !is_blank(&text) {
            self.count += usize::from(part != Part::Alone);
            self.pieces.push(Piece { place, text, part });
        }
    }

    fn text(&mut self, raw: &'p str) {
        if raw.is_empty() {
            return;
        }
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
        let part = if self.change == Some(Change::Went) { Part::Was } else { Part::Is };
        self.push(Place::Text(self.element.clone()), text, part);
    }

    /// Ends a block; one made of several texts is a piece of its own, for a name may run through them.
    fn end_block(&mut self) {
        let Readings { before, after } = std::mem::take(&mut self.block);
        let before = before.filter(|before| *before != after);
        let is_joined = std::mem::take(&mut self.count) > 1;
        for piece in self.pieces.drain(..) {
            let block = match piece.part {
                Part::Was => Some(before.as_ref().unwrap_or(&after)),
                Part::Is => Some(&after),
                Part::Alone => None,
            };
            (self.each)(piece, block.map(String::as_str).filter(|_| is_joined));
        }
        for text in [Some(after), before].into_iter().flatten().filter(|_| is_joined) {
            (self.each)(Piece::of(Place::Text(self.element.clone()), text.into()), None);
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
                self.push(Place::Attribute(name.clone()), decode(written), Part::Alone);
                self.push(Place::Attribute(name), decode(value), Part::Alone);
            }
        }
    }
}

fn is_blank(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
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

    /// The pieces of a page, each with where it stands.
    fn all(page: &str) -> Vec<(Place<'static>, String)> {
        let mut all = Vec::new();
        pieces(page, |piece, _| all.push((piece.place.owned(), piece.text.to_string())));
        all
    }

    #[test]
    fn takes_a_page_apart() {
        let page = "<!doctype html><p title=\"a &quot;b&quot;\" data-x='&#26519;'>林<b>雅</b>婷 &lt;x&gt;</p><!-- c --><svg viewBox=\"0 0 1 1\"><title>t</title></svg>";
        let text = |text: &str, element: &'static str| (Place::Text(element.into()), text.to_owned());
        let attribute = |name: &'static str, text: &str| (Place::Attribute(name.into()), text.to_owned());
        let found = all(page);
        for piece in [
            attribute("title", "a \"b\""),
            attribute("data-x", "林"),
            text("林", "p"),
            text("雅", "b"),
            text("林雅婷 <x>", "b"),
            (Place::Comment, " c ".to_owned()),
            text("t", "title"),
        ] {
            assert!(found.contains(&piece), "{piece:?} in {found:?}");
        }
        assert!(!found.iter().any(|(_, text)| text.contains("0 0 1 1")), "{found:?}");
        let difference = all("<p>a<del>b</del><ins>c</ins>d</p>");
        let has = |text: &str| difference.iter().any(|(_, piece)| piece == text);
        assert!(has("abd") && has("acd") && has("b") && has("c") && !has("abcd"), "{difference:?}");
        for odd in ["<", "<a", "<a b", "<a b=", "<a b='", "a < b", "&", "&#", "&#xFFFFFFFF;", "<!--", "</", "<é>"] {
            let _ = all(odd);
        }
    }

    #[test]
    fn a_piece_comes_with_its_block() {
        let mut blocks = Vec::new();
        pieces("<p>a<b title=\"t\">b</b><del>c</del></p><p>d</p>", |piece, block| {
            blocks.push((piece.text.to_string(), block.map(ToOwned::to_owned)));
        });
        let with = |text: &str, block: &str| (text.to_owned(), Some(block.to_owned()));
        let alone = |text: &str| (text.to_owned(), None);
        let expected =
            [with("a", "ab"), alone("title"), alone("t"), with("b", "ab"), with("c", "abc"), alone("ab"), alone("abc"), alone("d")];
        assert_eq!(blocks, expected);
    }
}
