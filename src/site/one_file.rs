//! One page for somebody else's phone: index, table, learnings and feedback of a period, without script.

use serde::Serialize;

use super::context::Shared;
use super::{Page, Source, feedback, index, learnings, requests, with_shared};
use crate::calendar::Date;
use crate::jinja::Rendered;
use crate::labels::text;
use crate::text::control::visible;

/// Bytes that the page may take.
const LIMIT: usize = 2_000_000;
/// How the last line begins, with the hash of all before it.
const SIGN: &str = "<!-- asklog one-file ";
const SIGN_END: &str = " -->\n";

/// The page without its style: that is ours, and not searched for what must not be there.
pub(crate) struct OneFile {
    /// The page.
    pub(crate) page: Page,
    /// How many requests stand in its table.
    pub(crate) count: usize,
    style: String,
}

#[derive(Serialize)]
struct Whole {
    parts: Vec<String>,
    period: Option<String>,
    style_hash: String,
}

/// The page of what a source shows. Its layouts are those of parts; `hash` gives the hash of the style in base64.
///
/// # Errors
/// The first layout that cannot be rendered, and what is wrong there.
pub(crate) fn one_file(source: &Source<'_>, period: (Option<Date>, Option<Date>), hash: impl Fn(&[u8]) -> String) -> Rendered<OneFile> {
    let style = style(source.assets.get("style.css").map(Vec::as_slice).unwrap_or_default());
    with_shared(source, true, |shared| {
        let mut parts = Vec::new();
        for part in [index::page, requests::page, learnings::page, feedback::page] {
            parts.push(String::from_utf8_lossy(part(shared)?.bytes().unwrap_or_default()).into_owned());
        }
        let own = Whole { parts, period: said(shared, period), style_hash: hash(style.as_bytes()) };
        let page = shared.render("one-file.html", "one-file.html".to_owned(), "", "index", own)?;
        Ok(OneFile { page, count: shared.source.shown.len(), style: style.clone() })
    })
}

fn said(shared: &Shared<'_>, period: (Option<Date>, Option<Date>)) -> Option<String> {
    let day = |date: Date| shared.day(date).text();
    let text = match period {
        (Some(since), Some(until)) => text!("one-file.between", since = day(since), until = day(until)),
        (Some(since), None) => text!("one-file.since", since = day(since)),
        (None, Some(until)) => text!("one-file.until", until = day(until)),
        (None, None) => return None,
    };
    Some(text.say(&shared.source.labels))
}

/// The style as it can stand within a page: as a browser will read it, and with nothing that ends its element.
fn style(css: &[u8]) -> String {
    let css = String::from_utf8_lossy(css).replace("\r\n", "\n");
    visible(&format!("\n{}", css.trim_start_matches('\u{feff}').replace("</", "<\\/"))).into_owned()
}

impl OneFile {
    /// The bytes of the file, signed by `digest`; the size in bytes where that is too much.
    ///
    /// # Errors
    /// More than a phone should have to open.
    pub(crate) fn bytes(&self, digest: impl Fn(&[u8]) -> String) -> Result<Vec<u8>, usize> {
        let html = String::from_utf8_lossy(self.page.bytes().unwrap_or_default()).replacen(
            "<style></style>",
            &format!("<style>{}</style>", self.style),
            1,
        );
        let html = format!("{}\n", html.trim());
        let bytes = format!("{html}{SIGN}{}{SIGN_END}", digest(html.as_bytes())).into_bytes();
        if bytes.len() > LIMIT { Err(bytes.len()) } else { Ok(bytes) }
    }

    /// Whether a file is such a page: `None` where it is none, `false` for one that was changed since.
    pub(crate) fn is_ours(bytes: &[u8], digest: impl Fn(&[u8]) -> String) -> Option<bool> {
        let text = std::str::from_utf8(bytes).ok()?;
        let at = text.rfind(SIGN)?;
        let sign = text[at..].strip_prefix(SIGN)?.strip_suffix(SIGN_END)?;
        Some(sign == digest(&bytes[..at]))
    }
}
