//! What is said of a find: whether it is ours, or part of a text that is public as it is, or a leak.

use std::ops::Range;

use super::audit::Audit;
use super::finder::Hit;
use super::html::{Piece, Place};
use super::leaks::Leak;
use super::passages::alone;
use super::people::Secret;
use crate::diagnostic::Span;
use crate::labels::text;
use crate::text::control::one_line;
use crate::text::fold::{Letter, bytes, fold};
use crate::text::private::Private;
use crate::text::script::is_han;
use crate::text::width::cut;

/// Letters before or after a find that must be public too.
const AROUND: usize = 6;
/// Characters before or after a find in which they are looked for.
const NEAR: usize = 64;
/// Fewer of them tell nothing.
const TELLING: usize = 2;
/// Cells of the page that a finding quotes.
const QUOTED: usize = 60;

/// What stands in a text, ours and public words included.
pub(super) struct Raw<'a> {
    pub(super) letters: &'a [Letter],
    pub(super) names: Vec<Hit<'a, Secret>>,
    pub(super) numbers: Vec<(Private, Range<usize>)>,
    pub(super) passage: Option<&'a str>,
}

/// What was said of it.
pub(super) struct Looked {
    pub(super) leaks: Vec<Leak>,
    /// Whether all of it passes wherever the text stands, and not for what stands around it on this page.
    pub(super) is_clean: bool,
    /// Whether some of it passes for what stands around it in this block: in another it may stand alone.
    pub(super) is_by_block: bool,
}

/// Why a find is no leak.
#[derive(Clone, Copy, PartialEq)]
enum Passes {
    /// It is ours, or public, by the text that it stands in.
    Alone,
    /// It is public, or part of a word, by what stands around it in the block.
    InBlock,
}

impl Audit<'_> {
    /// Tells the leaks among what stands in a text.
    pub(super) fn judge(
        &self,
        text: &str,
        (piece, block): (&Piece<'_>, Option<&str>),
        (page, source): (&str, Option<&str>),
        raw: Raw<'_>,
    ) -> Looked {
        let here = source.unwrap_or(&self.view.journal.settings.document.path);
        let find = |range: &Range<usize>, path: &str, span, what, help| Leak {
            page: page.to_owned(),
            source: source.map(str::to_owned),
            path: path.to_owned(),
            span,
            what,
            words: one_line(&text[range.clone()]).into_owned(),
            around: quoted(text, range),
            place: piece.place.owned(),
            help,
        };
        let mut looked = Looked { leaks: Vec::new(), is_clean: raw.passage.is_none(), is_by_block: false };
        for hit in raw.names {
            let range = bytes(raw.letters, hit.run);
            let passes = self.passes(text, &range, piece, block);
            looked.is_clean &= passes == Some(Passes::Alone);
            looked.is_by_block |= passes == Some(Passes::InBlock);
            let hidden = self.named.get(&letters_of(&text[range.clone()])).filter(|_| passes.is_none());
            let Some(hidden) = hidden else { continue };
            let (what, help) = match hidden.secret {
                Secret::Organisation => ("organisation", text!("private-data-in-site.organisation", word = hidden.word)),
                Secret::Person(_) | Secret::Somebody => match source {
                    Some(source) => ("person", text!("private-data-in-site.entry", path = source)),
                    None => ("person", text!("private-data-in-site.page")),
                },
            };
            looked.leaks.push(find(&range, &hidden.path, hidden.span, what, help));
        }
        for (sort, range) in raw.numbers {
            let passes = self.passes(text, &range, piece, block);
            looked.is_clean &= passes == Some(Passes::Alone);
            looked.is_by_block |= passes == Some(Passes::InBlock);
            if passes.is_none() {
                let help = match source {
                    Some(source) => text!("private-data-in-site.entry", path = source),
                    None => text!("private-data-in-site.page"),
                };
                looked.leaks.push(find(&range, here, Span::TOP, sort.word(), help));
            }
        }
        if let Some(path) = raw.passage {
            looked.leaks.push(find(&(0..0), path, Span::TOP, "passage", text!("private-data-in-site.page")));
        }
        looked
    }

    /// Why a find is none: it is ours, or part of a text that is public as it is.
    fn passes(&self, text: &str, range: &Range<usize>, piece: &Piece<'_>, block: Option<&str>) -> Option<Passes> {
        let is_alone =
            || range.is_empty() || self.own.covers(text, range, matches!(piece.place, Place::Attribute(_))) || self.is_public(text, range);
        let in_block = |block: &str| {
            let words = &text[range.clone()];
            block.match_indices(words).any(|(at, _)| self.is_public(block, &(at..at + words.len())))
        };
        match block {
            _ if is_alone() => Some(Passes::Alone),
            Some(block) if in_block(block) || is_in_a_word(block, &text[range.clone()]) => Some(Passes::InBlock),
            _ => None,
        }
    }

    fn is_public(&self, text: &str, range: &Range<usize>) -> bool {
        if self.verbatim.is_empty() {
            return false;
        }
        // So much of the text is folded: fewer letters than there are let less pass.
        let from = text[..range.start].char_indices().rev().nth(NEAR - 1).map_or(0, |(at, _)| at);
        let to = text[range.end..].char_indices().nth(NEAR).map_or(text.len(), |(at, _)| range.end + at);
        let (before, own, after) = (&text[from..range.start], &text[range.clone()], &text[range.end..to]);
        let [before, own, after] = [before, own, after].map(letters_of);
        let before: String = before.chars().skip(before.chars().count().saturating_sub(AROUND)).collect();
        let after: String = after.chars().take(AROUND).collect();
        // A bare name is nobody's sentence; where a label of ours stands on one side, the other side tells.
        let with_before = format!("{before}{own}");
        let with_after = format!("{own}{after}");
        let stands = |words: &str| self.verbatim.iter().any(|public| public.contains(words));
        let tells = |around: &str| around.chars().count() >= TELLING;
        tells(&before) && stands(&with_before) || tells(&after) && stands(&with_after)
    }
}

/// Whether a name is one Han character that stands beside others wherever the block has it: an element's border is no word's.
fn is_in_a_word(block: &str, name: &str) -> bool {
    let is_one = name.chars().all(is_han) && name.chars().nth(1).is_none();
    let beside = |at: usize| block[..at].ends_with(is_han) || block[at + name.len()..].starts_with(is_han);
    is_one && block.contains(name) && block.match_indices(name).all(|(at, _)| beside(at))
}

/// The words around a find.
fn quoted(text: &str, range: &Range<usize>) -> String {
    let mut start = range.start.saturating_sub(QUOTED / 2);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    cut(one_line(text[start..].trim()).trim(), QUOTED).into_owned()
}

/// Letters and digits, folded.
pub(super) fn letters_of(text: &str) -> String {
    alone(&fold(text)).collect()
}
