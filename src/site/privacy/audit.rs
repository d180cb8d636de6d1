//! The audit: every rendered page is searched for all that must not be there, with the same matching as the mask.

use std::borrow::Cow;
use std::collections::HashMap;

use super::html::{Piece, Place};
use super::leaks::Leak;
use super::own::Own;
use super::parts::parts;
use super::people::Hidden;
use super::reading::{Clean, Reading};
use super::verdict::letters_of;
use super::view::View;
use crate::labels::Labels;
use crate::site::search::is_index;
use crate::site::{Page, THEME_FILES};

/// What the pages would give away of the user's journal: each word of each page. Empty where all is well.
pub(crate) fn audit(view: &View, pages: &[Page], labels: &Labels) -> Vec<Leak> {
    let (audit, mut clean) = (Audit::of(view, labels), Clean::default());
    pages.iter().flat_map(|page| audit.page(page, &mut clean)).collect()
}

/// Whether a style sheet or a script is another than ours: it comes from `theme/`.
fn is_ones_own(page: &Page) -> bool {
    THEME_FILES.iter().any(|(name, built_in)| *name == page.path && page.bytes() != Some(built_in.as_bytes()))
}

/// Looks through the pages of a view one by one.
pub(crate) struct Audit<'a> {
    pub(super) view: &'a View,
    pub(super) own: Own,
    /// The letters of what is public as it is.
    pub(super) verbatim: Vec<String>,
    /// What is hidden, by its letters.
    pub(super) named: HashMap<String, &'a Hidden>,
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
        let mut reading = Reading::of(self, page, source, clean);
        match () {
            () if is_index(&page.path) => reading.index(&html),
            () if page.path.ends_with(".html") => parts(&html).iter().for_each(|part| reading.part(part)),
            // A style sheet's or a script's lines, whatever they do.
            () => html.lines().for_each(|line| _ = reading.look(Piece::of(Place::Text("".into()), line.into()), None)),
        }
        reading.look(Piece::of(Place::Attribute("path".into()), page.path.as_str().into()), None);
        reading.found()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::Lang;
    use crate::site::privacy::slow::{page, view_of};

    const LETTER: &str = "---\nkind: ask-learning\nto: {name: Zelda Quill, call: Zel, org: 藍鯨印刷, handle: zquill, background: the only person who ever printed a whole newspaper by hand}\nchannel: email\nsent: 2026-04-01\n---\n\nHi Zelda,\n\nOne question?\n\n## Reply\n\nThe answer that was meant for nobody but the one who asked it.\n";

    fn view(extra: &str) -> View {
        let letters = [LETTER, extra];
        view_of(&letters[..if extra.is_empty() { 1 } else { 2 }])
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
        let both = "<p><strong>Zelda Quill</strong> of 藍鯨印刷 printed it.</p><p>Zelda Quill</p>";
        assert_eq!(
            audit(&view, &[page("x.html", both)], &Labels::of(Lang::En)).len(),
            1,
            "what passed in its block is looked at again alone"
        );
        assert_eq!(
            audit(&view, &[page("x.html", "<p>Zelda Quill</p>")], &Labels::of(Lang::En)).len(),
            1,
            "a bare name is nobody's sentence"
        );
    }
}
