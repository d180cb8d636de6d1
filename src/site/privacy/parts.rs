//! A page in the parts that are the same on many pages, and those that are its own.

/// A part of a page that is read by itself.
pub(super) struct Part<'p> {
    pub(super) html: &'p str,
    /// Whether other pages are likely to have the same.
    pub(super) is_frame: bool,
}

/// A page in parts, cut where blocks begin and end anyway: what stands around its title and its main part, and these. In one
/// where a cut could fall into a comment or a tag.
pub(super) fn parts(html: &str) -> Vec<Part<'_>> {
    let cuts = || {
        let title = html.find("<title>")?;
        let after_title = title + html[title..].find("</title>")? + "</title>".len();
        let main = after_title + html[after_title..].find("<main")?;
        let after_main = html.rfind("</main>")? + "</main>".len();
        let ends = |part: &str| part.trim_end().ends_with('>') && !part.contains("<!--");
        let is_plain = main < after_main && ends(&html[..title]) && ends(&html[after_title..main]);
        is_plain.then_some([
            (0, title, true),
            (title, after_title, false),
            (after_title, main, true),
            (main, after_main, false),
            (after_main, html.len(), true),
        ])
    };
    let part = |(start, end, is_frame): (usize, usize, bool)| Part { html: &html[start..end], is_frame };
    cuts().map_or_else(|| vec![Part { html, is_frame: false }], |cuts| cuts.into_iter().map(part).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_cut_where_blocks_begin_and_end() {
        let of = |html| parts(html).into_iter().map(|part| (part.html, part.is_frame)).collect::<Vec<_>>();
        let page = "<head>\n<title>A</title>\n</head><p>x</p>\n<main id=\"main\"><p>B</p></main>\n<footer>y</footer>";
        let expected = [
            ("<head>\n", true),
            ("<title>A</title>", false),
            ("\n</head><p>x</p>\n", true),
            ("<main id=\"main\"><p>B</p></main>", false),
            ("\n<footer>y</footer>", true),
        ];
        assert_eq!(of(page), expected);
        for whole in
            ["", "<p>A</p>", "<title>A</title><main>", "<!-- <title>A</title><main></main>", "<title>A</title><p a=\"<main></main>"]
        {
            assert_eq!(of(whole), [(whole, false)], "{whole}");
        }
    }
}
