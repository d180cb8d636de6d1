//! A page taken apart as a reader's browser would: the texts of its blocks and of each element, the values of
//! attributes, comments, all decoded.

use std::borrow::Cow;

use super::references::decode;
use super::tags::{attribute, is_inline, is_shape, small};

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

/// Who reads the pieces of a page.
pub(super) trait Reads<'p> {
    /// Whether a whole tag holds nothing, for the same was read before: its pieces are passed over.
    fn knows(&self, tag: &str) -> bool;
    /// Reads a piece, with the text of the block that it is a part of; gives whether it holds nothing, wherever it stands.
    fn read(&mut self, piece: Piece<'p>, block: Option<&str>) -> bool;
    /// Keeps a tag whose pieces hold nothing.
    fn keep(&mut self, tag: &str);
}

/// Takes a page apart; gives whether none of its pieces holds anything. A difference is read as what it was and as what it is:
/// what went and what came make no word.
pub(super) fn pieces<'p>(page: &'p str, reads: &mut impl Reads<'p>) -> bool {
    let (pieces, tags, block) = (Vec::new(), Vec::new(), Readings::default());
    let mut reader = Reader { reads, holds_nothing: true, pieces, tags, block, count: 0, element: Cow::default(), change: None };
    let mut rest = page;
    while let Some(open) = place_of(b'<', rest) {
        reader.text(&rest[..open]);
        rest = &rest[open..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            let end = comment.find("-->").unwrap_or(comment.len());
            reader.push(Place::Comment, decode(&comment[..end]), Part::Alone);
            rest = comment.get(end + 3..).unwrap_or_default();
        } else if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
            rest = reader.tag(rest);
        } else {
            reader.text("<");
            rest = &rest[1..];
        }
    }
    reader.text(rest);
    reader.end_block();
    reader.holds_nothing
}

/// Where an ASCII character stands first: the texts of a page are short.
pub(super) fn place_of(byte: u8, text: &str) -> Option<usize> {
    text.bytes().position(|other| other == byte)
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

struct Reader<'p, 'r, R> {
    reads: &'r mut R,
    holds_nothing: bool,
    /// The pieces of the open block.
    pieces: Vec<Piece<'p>>,
    /// Its tags that were not known.
    tags: Vec<&'p str>,
    /// Its text in its two readings, and how many pieces that is made of.
    block: Readings,
    count: usize,
    element: Cow<'p, str>,
    /// The open `<del>` or `<ins>`.
    change: Option<Change>,
}

impl<'p, R: Reads<'p>> Reader<'p, '_, R> {
    fn push(&mut self, place: Place<'p>, text: Cow<'p, str>, part: Part) {
        if !text.chars().all(char::is_whitespace) {
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
        let before = self.block.before.take().filter(|before| *before != self.block.after);
        let after = &mut self.block.after;
        let is_joined = std::mem::take(&mut self.count) > 1;
        let mut holds_nothing = true;
        for piece in self.pieces.drain(..) {
            let block = match piece.part {
                Part::Was => Some(before.as_ref().unwrap_or(after)),
                Part::Is => Some(&*after),
                Part::Alone => None,
            };
            holds_nothing &= self.reads.read(piece, block.map(String::as_str).filter(|_| is_joined));
        }
        for tag in self.tags.drain(..).filter(|_| holds_nothing) {
            self.reads.keep(tag);
        }
        if is_joined {
            for text in [Some(std::mem::take(after)), before].into_iter().flatten() {
                holds_nothing &= self.reads.read(Piece::of(Place::Text(self.element.clone()), text.into()), None);
            }
        }
        after.clear();
        self.holds_nothing &= holds_nothing;
    }

    /// Reads a tag; gives what follows it.
    fn tag(&mut self, tag: &'p str) -> &'p str {
        let is_closing = tag[1..].starts_with('/');
        let name_at = 1 + usize::from(is_closing);
        let name_end = tag[name_at..].find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).map_or(tag.len(), |end| name_at + end);
        let name = small(&tag[name_at..name_end]);
        if !is_inline(&name) {
            self.end_block();
        }
        if matches!(&*name, "del" | "ins") {
            let change = if name == "del" { Change::Went } else { Change::Came };
            self.change = (!is_closing).then_some(change);
        }
        if !is_closing {
            self.element = name;
        }
        let rest = &tag[name_end..];
        if let Some(rest) = rest.strip_prefix('>') {
            return rest;
        }
        // What begins with a tag that was read to its end is that tag.
        let whole = place_of(b'>', rest).map(|end| tag.split_at(name_end + end + 1));
        if let Some((_, rest)) = whole.filter(|(whole, _)| self.reads.knows(whole)) {
            return rest;
        }
        let Some(rest) = self.attributes(rest) else { return "" };
        self.tags.push(&tag[..tag.len() - rest.len()]);
        rest
    }

    /// Reads what stands in a tag; gives what follows it, `None` where it does not end.
    fn attributes(&mut self, mut rest: &'p str) -> Option<&'p str> {
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
            if rest.is_empty() {
                return None;
            }
            if let Some(after) = rest.strip_prefix('>') {
                return Some(after);
            }
            let (written, value, after) = attribute(rest);
            rest = after;
            let name = small(written);
            if !is_shape(&name, value) {
                // The name too: a journal's word may have become one.
                self.push(Place::Attribute(name.clone()), decode(written), Part::Alone);
                self.push(Place::Attribute(name), decode(value), Part::Alone);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pieces of a page with their blocks, and which tags are known.
    #[derive(Default)]
    struct All<'p> {
        pieces: Vec<(Piece<'p>, Option<String>)>,
        known: Vec<String>,
    }

    impl<'p> Reads<'p> for All<'p> {
        fn knows(&self, tag: &str) -> bool {
            self.known.iter().any(|known| known == tag)
        }

        fn read(&mut self, piece: Piece<'p>, block: Option<&str>) -> bool {
            let holds_nothing = !piece.text.contains("secret");
            self.pieces.push((piece, block.map(ToOwned::to_owned)));
            holds_nothing
        }

        fn keep(&mut self, tag: &str) {
            self.known.push(tag.to_owned());
        }
    }

    fn read(page: &str) -> All<'_> {
        let mut all = All::default();
        pieces(page, &mut all);
        all
    }

    /// The pieces of a page, each with where it stands.
    fn all(page: &str) -> Vec<(Place<'static>, String)> {
        read(page).pieces.into_iter().map(|(piece, _)| (piece.place.owned(), piece.text.to_string())).collect()
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
        let read = read("<p>a<b title=\"t\">b</b><del>c</del></p><p>d</p>").pieces.into_iter();
        let blocks: Vec<(String, Option<String>)> = read.map(|(piece, block)| (piece.text.to_string(), block)).collect();
        let with = |text: &str, block: &str| (text.to_owned(), Some(block.to_owned()));
        let alone = |text: &str| (text.to_owned(), None);
        let expected =
            [with("a", "ab"), alone("title"), alone("t"), with("b", "ab"), with("c", "abc"), alone("ab"), alone("abc"), alone("d")];
        assert_eq!(blocks, expected);
    }

    #[test]
    fn a_tag_in_which_nothing_stands_is_read_once() {
        let page =
            "<p class=\"a\">x</p><p class=\"a\">y</p><p title=\"a>b\">z</p><p title=\"secret\"></p><p title=\"secret\"></p><i q=\"a>";
        let all = read(page);
        let texts: Vec<&str> = all.pieces.iter().map(|(piece, _)| &*piece.text).collect();
        assert_eq!(texts, ["class", "a", "x", "y", "title", "a>b", "z", "title", "secret", "title", "secret", "q", "a>"]);
        // One that has no end is no whole tag: another may only begin like it.
        assert_eq!(all.known, ["<p class=\"a\">", "<p title=\"a>b\">"]);
    }
}
