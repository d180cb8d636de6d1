//! The reading of one page: what was read there, or on a page before, and holds nothing is not searched again.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::audit::Audit;
use super::html::{Piece, Place, Reads, pieces};
use super::leaks::Leak;
use super::parts::Part;
use super::verdict::{Looked, Raw};
use crate::json::strings;
use crate::site::Page;
use crate::text::address::percent_decode;
use crate::text::fold::{Letter, fold_into};
use crate::text::private::private_bytes;
use crate::text::quick::{QuickMap, QuickSet};

/// Bytes of a text that is remembered as one in which nothing was found: the words of the layouts are on every page.
const REMEMBERED: usize = 48;
/// How many such texts are remembered.
const MOST_REMEMBERED: usize = 4096;
/// Bytes of a text that is likely to stand on one page twice.
const REPEATED: usize = 256;
/// Bytes of a tag that other pages are likely to have, and how many such tags are remembered.
const REMEMBERED_TAG: usize = 128;
const MOST_TAGS: usize = 4096;
/// How many frames are remembered: one for each item of the navigation and way to the top, in three pieces.
const MOST_FRAMES: usize = 48;

/// What was looked at on earlier pages and holds nothing.
#[derive(Default)]
pub(crate) struct Clean {
    /// Short texts in each way to read them: of the page, of attributes, of addresses that are decoded.
    texts: [QuickSet<String>; 3],
    /// Whole tags.
    tags: QuickSet<String>,
    /// What stands around the title and the main part of pages.
    frames: Vec<String>,
    /// Room for the letters of the text that is looked at.
    letters: Vec<Letter>,
}

/// The search of one page.
pub(super) struct Reading<'s, 'p> {
    audit: &'s Audit<'s>,
    page: &'s Page,
    source: Option<&'s str>,
    clean: &'s mut Clean,
    /// What this page said already in each way to read it, and whether it holds nothing.
    seen: [QuickMap<Cow<'p, str>, bool>; 3],
    found: BTreeMap<String, Leak>,
}

impl<'s, 'p> Reading<'s, 'p> {
    /// Begins with a page; `clean` is what pages before it left.
    pub(super) fn of(audit: &'s Audit<'s>, page: &'s Page, source: Option<&'s str>, clean: &'s mut Clean) -> Reading<'s, 'p> {
        Reading { audit, page, source, clean, seen: Default::default(), found: BTreeMap::new() }
    }

    /// The leaks, each word once.
    pub(super) fn found(self) -> Vec<Leak> {
        self.found.into_values().collect()
    }

    /// Looks at a part of a page, unless an earlier page had the same around it.
    pub(super) fn part(&mut self, part: &Part<'p>) {
        if part.is_frame && self.clean.frames.iter().any(|frame| frame == part.html) {
            return;
        }
        let holds_nothing = pieces(part.html, self);
        if part.is_frame && holds_nothing && self.clean.frames.len() < MOST_FRAMES {
            self.clean.frames.push(part.html.to_owned());
        }
    }

    /// Looks at the texts of a search index, also as the addresses that some of them are; at the whole where it cannot be read.
    pub(super) fn index(&mut self, index: &str) {
        // A line is what a block is on a page.
        let mut lines = |text: &str| {
            for line in text.lines() {
                let place = if line.contains('%') { Place::Attribute("href".into()) } else { Place::Text("index".into()) };
                self.look(Piece::of(place, line.to_owned().into()), None);
            }
        };
        let data = index.find('(').zip(index.rfind(')')).and_then(|(open, close)| index.get(open + 1..close));
        if data.is_none_or(|data| strings(data, &mut lines).is_none()) {
            lines(index);
        }
    }

    /// Looks at a piece of the page; gives whether it holds nothing, wherever it stands.
    pub(super) fn look(&mut self, piece: Piece<'p>, block: Option<&str>) -> bool {
        let is_address = matches!(&piece.place, Place::Attribute(name) if matches!(&**name, "href" | "src" | "id" | "path"));
        let is_encoded = is_address && piece.text.contains('%');
        let is_attribute = matches!(piece.place, Place::Attribute(_));
        let way = usize::from(is_attribute) + usize::from(is_encoded);
        // What every page says is known before it is asked whether this page said it already.
        let is_short = piece.text.len() <= REMEMBERED;
        if is_short && self.clean.texts[way].contains(&*piece.text) {
            return true;
        }
        if let Some(holds_nothing) = self.seen[way].get(&*piece.text) {
            return *holds_nothing;
        }
        let (mut holds_nothing, is_by_block) = self.search(&piece.text, &piece, block);
        if is_encoded {
            holds_nothing &= self.search(&percent_decode(&piece.text), &piece, block).0;
        }
        let texts = &mut self.clean.texts[way];
        if holds_nothing && is_short && texts.len() < MOST_REMEMBERED {
            texts.insert(piece.text.into_owned());
        } else if piece.text.len() <= REPEATED && !is_by_block {
            self.seen[way].insert(piece.text, holds_nothing);
        }
        holds_nothing
    }

    /// Searches a text; gives whether nothing stands there that could be more than ours or public by itself, and whether
    /// something passes for what stands around it in its block.
    fn search(&mut self, text: &str, piece: &Piece<'_>, block: Option<&str>) -> (bool, bool) {
        let Clean { letters, .. } = &mut *self.clean;
        fold_into(text, letters);
        let names = self.audit.view.mask.finder().find(letters);
        let numbers = private_bytes(letters, false);
        let passage = self.audit.view.passages.find_in(letters);
        if names.is_empty() && numbers.is_empty() && passage.is_none() {
            return (true, false);
        }
        let raw = Raw { letters, names, numbers, passage };
        let Looked { leaks, is_clean, is_by_block } = self.audit.judge(text, (piece, block), (&self.page.path, self.source), raw);
        for leak in leaks {
            self.found.entry(leak.words.to_lowercase()).or_insert(leak);
        }
        (is_clean, is_by_block)
    }
}

impl<'p> Reads<'p> for Reading<'_, 'p> {
    fn knows(&self, tag: &str) -> bool {
        tag.len() <= REMEMBERED_TAG && self.clean.tags.contains(tag)
    }

    fn read(&mut self, piece: Piece<'p>, block: Option<&str>) -> bool {
        self.look(piece, block)
    }

    fn keep(&mut self, tag: &str) {
        if tag.len() <= REMEMBERED_TAG && self.clean.tags.len() < MOST_TAGS {
            self.clean.tags.insert(tag.to_owned());
        }
    }
}
