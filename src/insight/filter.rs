//! Filters: which entries a command is about. They mean the same on every command.

use super::due::draft_day;
use super::{Insight, Status};
use crate::calendar::Date;
use crate::journal::{Kind, Request, TemplateRef};
use crate::text::normal::fold_text;

/// What a command line asks for; empty lists take everything.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Filter {
    /// Any of these statuses.
    pub(crate) status: Vec<Status>,
    /// Any of these kinds.
    pub(crate) kind: Vec<Kind>,
    /// Any of these channels.
    pub(crate) channel: Vec<String>,
    /// Any of these templates, `id` or `id@version`.
    pub(crate) template: Vec<String>,
    /// All of these tags.
    pub(crate) tag: Vec<String>,
    /// Sent (a draft: begun) on this day or later.
    pub(crate) since: Option<Date>,
    /// Sent (a draft: begun) on this day or earlier.
    pub(crate) until: Option<Date>,
    /// Keys and their values, all of them.
    pub(crate) wheres: Vec<(String, String)>,
}

impl Filter {
    /// Tells whether an entry is asked for.
    pub(crate) fn takes(&self, request: &Request, insight: &Insight<'_>) -> bool {
        let any = |list: &[String], value: Option<&str>| {
            list.is_empty() || value.is_some_and(|value| list.iter().any(|one| one.eq_ignore_ascii_case(value)))
        };
        (self.status.is_empty() || self.status.contains(&insight.status(request)))
            && (self.kind.is_empty() || self.kind.contains(&request.kind))
            && any(&self.channel, request.channel.as_deref())
            && self.takes_template(request)
            && self.tag.iter().all(|tag| request.tags.iter().any(|own| fold_text(own) == fold_text(tag)))
            && self.takes_day(request, insight)
            && self.wheres.iter().all(|(key, value)| holds(request, key, value))
    }

    fn takes_template(&self, request: &Request) -> bool {
        let named = |own: &TemplateRef, asked: &str| match asked.rsplit_once('@') {
            Some((id, version)) => version.parse().is_ok_and(|version| own.is_of(id, Some(version))),
            None => own.is_of(asked, None),
        };
        self.template.is_empty() || request.template.as_ref().is_some_and(|own| self.template.iter().any(|asked| named(own, asked)))
    }

    fn takes_day(&self, request: &Request, insight: &Insight<'_>) -> bool {
        if self.since.is_none() && self.until.is_none() {
            return true;
        }
        let journal = insight.journal;
        let day = request.sent_day(journal.now.zone).or_else(|| draft_day(request, journal));
        day.is_some_and(|day| self.since.is_none_or(|since| day >= since) && self.until.is_none_or(|until| day <= until))
    }
}

/// Tells whether a key of the file, as written, has a value; a list, whether it holds it. An empty value
/// asks for the key to be absent.
fn holds(request: &Request, key: &str, value: &str) -> bool {
    let mut node = Some(request.document.root());
    for part in key.split('.') {
        node = node.and_then(|node| node.get(part));
    }
    // `to: 林雅婷` is `to.name`.
    if node.is_none() && key == "to.name" {
        node = request.document.root().get("to").filter(|to| to.text().is_some());
    }
    let Some(node) = node.filter(|node| !node.is_nothing()) else {
        return value.is_empty();
    };
    let same = |text: &str| fold_text(text.trim()) == fold_text(value.trim());
    node.text().is_some_and(same) || node.items().iter().any(|item| item.text().is_some_and(same))
}
