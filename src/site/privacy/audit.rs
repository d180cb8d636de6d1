//! The audit: every rendered page is searched for all that must not be there, with the same matching as the mask.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::BuildHasherDefault;
use std::ops::Range;

use super::finder::Hit;
use super::html::{Piece, Place, pieces};
use super::leaks::Leak;
use super::own::Own;
use super::parts::{Part, parts};
use super::people::{Hidden, Secret};
use super::quick::Quick;
use super::view::View;
use crate::diagnostic::Span;
use crate::json::strings;
use crate::labels::{Labels, text};
use crate::site::search::is_index;
use crate::site::{Page, THEME_FILES};
use crate::text::address::percent_decode;
use crate::text::control::one_line;
use crate::text::fold::{Letter, bytes, fold, fold_into};
use crate::text::private::{Private, private_bytes};
use crate::text::width::cut;

/// Letters before or after a find that must be public too.
const AROUND: usize = 6;
/// Fewer of them tell nothing.
const TELLING: usize = 2;
/// Cells of the page that a finding quotes.
const QUOTED: usize = 60;

/// Bytes of a text that is remembered as one in which nothing was found: the words of the layouts are on every page.
const REMEMBERED: usize = 48;
/// How many such texts are remembered.
const MOST_REMEMBERED: usize = 4096;
/// Bytes of a text that is likely to stand on one page twice.
const REPEATED: usize = 256;

/// What was looked at on earlier pages and holds nothing.
#[derive(Default)]
pub(crate) struct Clean {
    /// Short texts, wherever they stand.
    texts: HashSet<String, BuildHasherDefault<Quick>>,
    /// What stands around the title and the main part of pages.
    frames: Vec<String>,
    /// Room for the letters of the text that is looked at.
    letters: Vec<Letter>,
}

/// How many frames are remembered: one for each item of the navigation and way to the top, in three pieces.
const MOST_FRAMES: usize = 48;

/// What the pages would give away of the user's journal: each word of each page. Empty where all is well.
pub(crate) fn audit(view: &View, pages: &[Page], labels: &Labels) -> Vec<Leak> {
    let (audit, mut clean) = (Audit::of(view, labels), Clean::default());
    pages.iter().flat_map(|page| audit.page(page, &mut clean)).collect()
}

/// Whether a style sheet or a script is another than ours: it comes from `theme/`.
fn is_ones_own(page: &Page) -> bool {
    THEME_FILES.iter().any(|(name, built_in)| *name == page.path && page.bytes() != Some(built_in.as_bytes()))
}

/// What stands in a text, ours and public words included.
struct Raw<'a> {
    letters: &'a [Letter],
    names: Vec<Hit<'a, Secret>>,
    numbers: Vec<(Private, Range<usize>)>,
    passage: Option<&'a str>,
}

/// Looks through the pages of a view one by one.
pub(crate) struct Audit<'a> {
    view: &'a View,
    own: Own,
    verbatim: Vec<String>,
    named: HashMap<String, &'a Hidden>,
}

impl<'a> Audit<'a> {
    /// Knows what the pages of a view must not hold.
    pub(crate) fn of(view: &'a View, labels: &Labels) -> Audit<'a> {
        let verbatim = view.verbatim.iter().map(|text| letters_of(text)).collect();
        let named = view.hidden.iter().rev().map(|hidden| (letters_of(&hidden.word), hidden)).collect();
        Audit { view, own: Own::of(labels, view.journal.settings.channels.keys().cloned()), verbatim, named }
    }

    /// The leaks of one page, each word once; `clean` is what pages before it left.
    pub(crate) fn page(&self, page: &Page, clean: &mut Clean) -> Vec<Leak> {
        // What stands was searched for the same when it was made.
        if page.bytes().is_none() || !(page.path.ends_with(".html") || is_index(&page.path) || is_ones_own(page)) {
            return Vec::new();
        }
        let source = page.of.as_deref().and_then(|path| self.view.origin(path));
        let bytes = page.bytes().unwrap_or_default();
        // What is whole is told quickly.
        let html = std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed);
        let mut search = Search { audit: self, page, source, clean, seen: Default::default(), found: BTreeMap::new(), holds_nothing: true };
        match () {
            () if is_index(&page.path) => search.index(&html),
            () if page.path.ends_with(".html") => parts(&html).iter().for_each(|part| search.part(part)),
            // A style sheet's or a script's lines, whatever they do.
            () => html.lines().for_each(|line| search.look(Piece::of(Place::Text("".into()), line.into()), None)),
        }
        search.look(Piece::of(Place::Attribute("path".into()), page.path.as_str().into()), None);
        search.found.into_values().collect()
    }

    /// What of the raw finds in a text is neither ours nor public.
    fn finds(
        &self,
        text: &str,
        (piece, block): (&Piece<'_>, Option<&str>),
        (page, source): (&str, Option<&str>),
        raw: Raw<'_>,
    ) -> Vec<Leak> {
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
        let mut finds = Vec::new();
        for hit in raw.names {
            let range = bytes(raw.letters, hit.run);
            if self.passes(text, &range, piece, block) {
                continue;
            }
            let Some(hidden) = self.named.get(&letters_of(&text[range.clone()])) else { continue };
            let (what, help) = match hidden.secret {
                Secret::Organisation => ("organisation", text!("private-data-in-site.organisation", word = hidden.word)),
                Secret::Person(_) | Secret::Somebody => match source {
                    Some(source) => ("person", text!("private-data-in-site.entry", path = source)),
                    None => ("person", text!("private-data-in-site.page")),
                },
            };
            finds.push(find(&range, &hidden.path, hidden.span, what, help));
        }
        for (sort, range) in raw.numbers {
            if !self.passes(text, &range, piece, block) {
                let help = match source {
                    Some(source) => text!("private-data-in-site.entry", path = source),
                    None => text!("private-data-in-site.page"),
                };
                finds.push(find(&range, here, Span::TOP, sort.word(), help));
            }
        }
        if let Some(path) = raw.passage {
            finds.push(find(&(0..0), path, Span::TOP, "passage", text!("private-data-in-site.page")));
        }
        finds
    }

    /// Whether a find is ours, or part of a text that is public as it is.
    fn passes(&self, text: &str, range: &Range<usize>, piece: &Piece<'_>, block: Option<&str>) -> bool {
        let in_block = |block: &str| {
            let words = &text[range.clone()];
            block.match_indices(words).any(|(at, _)| self.is_public(block, &(at..at + words.len())))
        };
        range.is_empty()
            || self.own.covers(text, range, matches!(piece.place, Place::Attribute(_)))
            || self.is_public(text, range)
            || block.is_some_and(in_block)
    }

    fn is_public(&self, text: &str, range: &Range<usize>) -> bool {
        if self.verbatim.is_empty() {
            return false;
        }
        let (before, own, after) = (letters_of(&text[..range.start]), letters_of(&text[range.clone()]), letters_of(&text[range.end..]));
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

/// The search of one page.
struct Search<'s, 'p> {
    audit: &'s Audit<'s>,
    page: &'s Page,
    source: Option<&'s str>,
    clean: &'s mut Clean,
    /// What this page said already; what was looked at decoded too, apart.
    seen: [HashSet<Cow<'p, str>, BuildHasherDefault<Quick>>; 2],
    found: BTreeMap<String, Leak>,
    /// As long as nothing was found, not even what is ours or public.
    holds_nothing: bool,
}

impl<'p> Search<'_, 'p> {
    /// Looks at a part of a page, unless an earlier page had the same around it.
    fn part(&mut self, part: &Part<'p>) {
        if part.is_frame && self.clean.frames.iter().any(|frame| frame == part.html) {
            return;
        }
        pieces(part.html, |piece, block| self.look(piece, block));
        if part.is_frame && self.holds_nothing && self.clean.frames.len() < MOST_FRAMES {
            self.clean.frames.push(part.html.to_owned());
        }
    }

    /// Looks at the texts of a search index, also as the addresses that some of them are; at the whole where it cannot be read.
    fn index(&mut self, index: &str) {
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

    /// Looks at a piece of the page.
    fn look(&mut self, piece: Piece<'p>, block: Option<&str>) {
        let is_address = matches!(&piece.place, Place::Attribute(name) if matches!(&**name, "href" | "src" | "id" | "path"));
        let is_encoded = is_address && piece.text.contains('%');
        // What every page says is known before it is asked whether this page said it already.
        let is_known = piece.text.len() <= REMEMBERED && self.clean.texts.contains(&*piece.text);
        if is_known || self.seen[usize::from(is_encoded)].contains(&*piece.text) {
            return;
        }
        let decoded = if is_encoded { percent_decode(&piece.text) } else { String::new() };
        for text in [&*piece.text, &decoded] {
            if text.is_empty() {
                continue;
            }
            let Clean { texts, letters, .. } = &mut *self.clean;
            fold_into(text, letters);
            let names = self.audit.view.mask.finder().find(letters);
            let numbers = private_bytes(letters, false);
            let passage = self.audit.view.passages.find_in(letters);
            if names.is_empty() && numbers.is_empty() && passage.is_none() {
                // An address is also looked at decoded.
                if text.len() <= REMEMBERED && texts.len() < MOST_REMEMBERED && !text.contains('%') {
                    texts.insert(text.to_owned());
                    return;
                }
                continue;
            }
            self.holds_nothing = false;
            let raw = Raw { letters, names, numbers, passage };
            for leak in self.audit.finds(text, (&piece, block), (&self.page.path, self.source), raw) {
                self.found.entry(leak.words.to_lowercase()).or_insert(leak);
            }
        }
        if piece.text.len() <= REPEATED {
            self.seen[usize::from(is_encoded)].insert(piece.text);
        }
    }
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
fn letters_of(text: &str) -> String {
    fold(text).iter().map(|letter| letter.small).filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{Moment, Now, Zone};
    use crate::checks::check;
    use crate::disk::{Found, SETTINGS};
    use crate::insight::Insight;
    use crate::journal::{Journal, Privacy, Settings, entry_from_bytes};
    use crate::labels::Lang;
    use crate::site::Content;
    use crate::versions::Past;

    const LETTER: &str = "---\nkind: ask-learning\nto: {name: Zelda Quill, call: Zel, org: 藍鯨印刷, handle: zquill, background: the only person who ever printed a whole newspaper by hand}\nchannel: email\nsent: 2026-04-01\n---\n\nHi Zelda,\n\nOne question?\n\n## Reply\n\nThe answer that was meant for nobody but the one who asked it.\n";

    fn view(extra: &str) -> View {
        let zone = Zone::named("Asia/Taipei").expect("in the database");
        let now = Now::at(Moment::parse("2026-04-12", zone).expect("a day"), zone).expect("a time");
        let (settings, found) = Settings::read(SETTINGS, b"lang: en\ntimezone: Asia/Taipei\n");
        let read = |(path, text): (&str, &str)| {
            let found = Found { path: path.to_owned(), file: std::path::PathBuf::new(), fault: None };
            entry_from_bytes(found, text.as_bytes().to_vec(), &settings, now)
        };
        let entries = [("requests/a.md", LETTER), ("requests/b.md", extra)].into_iter().filter(|(_, text)| !text.is_empty()).map(read);
        let journal = Journal::assemble(settings.clone(), found, entries, &[], now);
        let insight = Insight::of(&journal);
        let report = check(&journal, &insight);
        View::of((&insight, &report), Privacy::Shared, Labels::of(Lang::En), &Past::default(), |_| true)
    }

    fn page(path: &str, html: &str) -> Page {
        Page { path: path.to_owned(), content: Content::New(html.as_bytes().to_vec()), of: None, key: None }
    }

    #[test]
    fn every_way_out_is_watched() {
        let view = view("");
        for (path, html) in [
            ("x.html", "<p>Thanks to Zelda Quill</p>"),
            ("x.html", "<p>thanks to ｚｅｌｄａ</p>"),
            ("x.html", "<p>Zel<b>da</b></p>"),
            ("x.html", "<p>藍<em>鯨</em>印刷</p>"),
            ("x.html", "<p>&#90;elda</p>"),
            ("x.html", "<p>Zel\u{ad}da</p>"),
            ("x.html", "<del>Dear Zelda,</del><ins>Hi,</ins>"),
            ("x.html", "<a title=\"Zelda\">x</a>"),
            ("x.html", "<button data-text='Hi Zel,'>x</button>"),
            ("x.html", "<h2 id=\"person-Zelda-Quill\">x</h2>"),
            ("x.html", "<a href=\"people.html#%E8%97%8D%E9%AF%A8%E5%8D%B0%E5%88%B7\">x</a>"),
            ("requests/2026-04-01-Zelda.html", "<p>x</p>"),
            ("x.html", "<svg><title>藍鯨印刷</title></svg>"),
            ("x.html", "<svg><text x=\"1\">@zquill</text></svg>"),
            ("x.html", "<!-- Zelda -->"),
            ("x.html", "<p data-zelda>x</p>"),
            ("search.js", "asklogSearch({\"places\":[[\"x.html\",\"Hi\\nZelda\"]]});"),
            ("search-2026.js", "asklogSearch({\"places\":[[\"people.html#%E8%97%8D%E9%AF%A8%E5%8D%B0%E5%88%B7\"]]});"),
            ("search-2026.js", "Zelda, \"unread\\\""),
            ("x.html", "<p>write to someone@example.org</p>"),
            ("x.html", "<p>call 0912-345-678</p>"),
            ("x.html", "<p>“The answer that was meant for nobody but the one…”</p>"),
            ("x.html", "<p title=\"the only person who ever printed a whole newspaper\">x</p>"),
        ] {
            let found = audit(&view, &[page(path, html)], &Labels::of(Lang::En));
            assert!(!found.is_empty(), "{html}");
        }
    }

    #[test]
    fn what_stands_around_many_pages_is_told_of_each() {
        let view = view("");
        let html =
            |around: &str, own: &str| format!("<nav>{around}</nav>\n<title>a</title>\n<main>{own}</main>\n<footer>{around}</footer>");
        let pages = [("a", "", ""), ("b", "", "Zelda"), ("c", "Zelda", ""), ("d", "Zelda", ""), ("e", "", "")];
        let pages = pages.map(|(name, around, own)| page(&format!("{name}.html"), &html(around, own)));
        let found = audit(&view, &pages, &Labels::of(Lang::En));
        let told: Vec<&str> = found.iter().map(|leak| leak.page.as_str()).collect();
        assert_eq!(told, ["b.html", "c.html", "d.html"]);
    }

    #[test]
    fn what_is_ours_or_public_passes() {
        let public = "---\nkind: give\nsent: 2026-04-02\nchannel: forum\nsubject: Notes on what Zelda Quill printed\npublic: true\n---\n\nZelda Quill of 藍鯨印刷 printed it.\n";
        let view = view(public);
        for html in [
            "<p>Person A of an organisation</p>",
            "<p>Notes on what Zelda Quill printed</p>",
            "<p><strong>Zelda Quill</strong> of 藍鯨印刷 printed it.</p>",
            "<time datetime=\"2026-04-01\">1 April</time>",
        ] {
            let found = audit(&view, &[page("x.html", html)], &Labels::of(Lang::En));
            assert!(found.is_empty(), "{html}: {}", found.len());
        }
        assert_eq!(
            audit(&view, &[page("x.html", "<p>Zelda Quill</p>")], &Labels::of(Lang::En)).len(),
            1,
            "a bare name is nobody's sentence"
        );
    }
}
