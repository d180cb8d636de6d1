//! The layouts, the style sheet and the script: embedded, each replaceable by a file of `theme/`.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::jinja::{Layouts, Rendered};
use crate::labels::{Labels, text};

/// Every file that a theme may replace, and the built-in one.
pub(crate) const THEME_FILES: [(&str, &str); 20] = [
    ("_macros.html", include_str!("../../templates/site/_macros.html")),
    ("_charts.html", include_str!("../../templates/site/_charts.html")),
    ("_table.html", include_str!("../../templates/site/_table.html")),
    ("_facts.html", include_str!("../../templates/site/_facts.html")),
    ("_reply_note.html", include_str!("../../templates/site/_reply_note.html")),
    ("base.html", include_str!("../../templates/site/base.html")),
    ("index.html", include_str!("../../templates/site/index.html")),
    ("requests.html", include_str!("../../templates/site/requests.html")),
    ("request.html", include_str!("../../templates/site/request.html")),
    ("people.html", include_str!("../../templates/site/people.html")),
    ("problems.html", include_str!("../../templates/site/problems.html")),
    ("learnings.html", include_str!("../../templates/site/learnings.html")),
    ("feedback.html", include_str!("../../templates/site/feedback.html")),
    ("iterations.html", include_str!("../../templates/site/iterations.html")),
    ("versions.html", include_str!("../../templates/site/versions.html")),
    ("one-file.html", include_str!("../../templates/site/one-file.html")),
    ("templates.html", include_str!("../../templates/site/templates.html")),
    ("template.html", include_str!("../../templates/site/template.html")),
    ("style.css", include_str!("../../templates/site/style.css")),
    ("script.js", include_str!("../../templates/site/script.js")),
];

/// What our frame says as a page's title, where its layout says nothing else.
const TITLE: &str = "{{ page.title }} · {{ site.title }}";

/// The frame of a page that is a part of another, in the place of `base.html`.
pub(crate) const PART_FRAME: &str = include_str!("../../templates/site/_part.html");

/// A page that says what is wrong; it needs no layout of the theme.
#[cfg_attr(not(feature = "serve"), allow(dead_code))]
pub(crate) fn error_page(labels: &Labels, title: &str, lines: &[String]) -> Vec<u8> {
    let source = include_str!("../../templates/site/error.html").to_owned();
    let values = ErrorPage { lang: labels.lang.tag(), title, lines, home: text!("serve.home").say(labels) };
    let page = Layouts::new([("error.html".to_owned(), source)]).and_then(|layouts| layouts.render("error.html", values));
    page.unwrap_or_else(|_| title.to_owned()).into_bytes()
}

#[derive(Serialize)]
struct ErrorPage<'a> {
    lang: &'a str,
    title: &'a str,
    lines: &'a [String],
    home: String,
}

/// The layouts and assets, `theme` (by file name) over the built-in ones.
///
/// # Errors
/// The first layout that does not compile, with its name and fault.
pub(crate) fn layouts(theme: &BTreeMap<String, String>) -> Rendered<(Layouts, BTreeMap<String, Vec<u8>>)> {
    let source = |name: &str, built_in: &str| theme.get(name).map_or_else(|| built_in.to_owned(), Clone::clone);
    let (pages, assets): (Vec<_>, Vec<_>) = THEME_FILES.iter().partition(|(name, _)| name.ends_with(".html"));
    let is_ours = theme.keys().all(|name| !name.ends_with(".html"));
    let pages: Vec<(String, String)> = pages.into_iter().map(|(name, built_in)| ((*name).to_owned(), source(name, built_in))).collect();
    let layouts = if is_ours { Layouts::with_frames(pages, TITLE)? } else { Layouts::new(pages)? };
    let assets = assets.into_iter().map(|(name, built_in)| ((*name).to_owned(), source(name, built_in).into_bytes())).collect();
    Ok((layouts, assets))
}
