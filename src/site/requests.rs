//! The tracking table 回應追蹤表: the article's five columns first, with facets for filtering.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Page;
use super::context::{Missing, Shared};
use super::row::Row;
use crate::jinja::{Listed, Rendered};

#[derive(Serialize)]
struct Requests {
    rows: Listed<Row>,
    facets: Vec<Facet>,
    missing: Missing,
}

#[derive(Serialize)]
struct Facet {
    key: &'static str,
    label: String,
    options: Vec<FacetOption>,
}

#[derive(Serialize)]
struct FacetOption {
    value: String,
    label: String,
    count: usize,
}

/// The page `requests.html`.
pub(super) fn page(shared: &Shared<'_>) -> Rendered<Page> {
    if let Some(page) = shared.again("requests.html", None) {
        return Ok(page);
    }
    let rows: Vec<Row> = crate::parallel::map((0..shared.ordered.len()).collect(), |at| shared.row(at, ""));
    let facets = [
        facet(shared, "status", &rows, |row| vec![(&row.status.word, &row.status.label)]),
        facet(shared, "kind", &rows, |row| vec![(&row.kind.word, &row.kind.label)]),
        facet(shared, "channel", &rows, |row| row.channel.iter().map(|channel| (&*channel.word, &*channel.label)).collect()),
        facet(shared, "template", &rows, |row| row.template.iter().map(|template| (&*template.id, &*template.id)).collect()),
        facet(shared, "tag", &rows, |row| row.tags.iter().map(|tag| (&**tag, &**tag)).collect()),
    ];
    let facets = facets.into_iter().filter(|facet| facet.options.len() > 1).collect();
    let title = shared.source.labels.word("site", "nav_requests");
    // One page says at its top what is missing.
    let missing = if shared.one_file { Missing::default() } else { shared.missing() };
    shared.render("requests.html", "requests.html".to_owned(), &title, "requests", Requests { rows: rows.into(), facets, missing })
}

/// The values of a facet with their counts, the most frequent first.
fn facet(shared: &Shared<'_>, key: &'static str, rows: &[Row], values: impl Fn(&Row) -> Vec<(&str, &str)>) -> Facet {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for value in rows.iter().flat_map(values) {
        *counts.entry(value).or_default() += 1;
    }
    let option = |((value, label), count): ((&str, &str), usize)| FacetOption { value: value.to_owned(), label: label.to_owned(), count };
    let mut options: Vec<FacetOption> = counts.into_iter().map(option).collect();
    options.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
    Facet { key, label: shared.source.labels.word("facet", key), options }
}
