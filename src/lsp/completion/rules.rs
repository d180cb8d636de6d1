//! Names of rules: those that `allow` may silence, those whose weight the settings may change.

use lsp_types::CompletionItemKind;

use super::item::Item;
use crate::checks::{About, Group, all_rules, explain};
use crate::diagnostic::Severity;
use crate::lsp::asked::Asked;

/// Whether keys that are names of rules stand below these.
pub(super) fn stand_below(asked: &Asked<'_>, above: &[String]) -> bool {
    let [one] = above else { return false };
    one == "allow" && !asked.is_settings() && !asked.is_template() || one == "checks" && asked.is_settings()
}

/// The rules that may be named here. An error of format can be neither silenced nor turned off; `allow` stands in a
/// request, about which no rule of templates has anything to say.
pub(super) fn known(asked: &Asked<'_>) -> impl Iterator<Item = &'static About> {
    let is_request = !asked.is_settings();
    let is_fixed = |rule: &About| rule.group == Group::Format && rule.severity == Severity::Error;
    let is_of_others = |rule: &About| rule.group == Group::Template || rule.name == "unused-allow";
    all_rules().filter(move |rule| !(is_fixed(rule) || is_request && is_of_others(rule)))
}

/// A rule with what it is about.
pub(super) fn item(asked: &Asked<'_>, rule: &About) -> Item {
    Item::new(CompletionItemKind::Keyword, rule.name, explain(rule, asked.shelf.labels.lang).summary)
}

/// Behind `allow:` itself: the first line below it, where there is none yet.
pub(super) fn opened(asked: &Asked<'_>, of: &[String]) -> Vec<Item> {
    let root = asked.root();
    let has_some = of.first().and_then(|key| root.get(key)).is_some_and(|node| !node.entries().is_empty());
    if has_some {
        return Vec::new();
    }
    let line_break = if asked.text.contains("\r\n") { "\r\n" } else { "\n" };
    known(asked).map(|rule| item(asked, rule).inserts(format!("{line_break}  {}: ", rule.name))).collect()
}
