//! Reply rates of groups of letters: by what they were written from, how they went out, to whom.

use std::collections::BTreeMap;

use serde::Serialize;

use super::faults::{Fault, FaultSet, Faults};
use super::stats::rate;
use crate::calendar::week_name;
use crate::insight::{Letter, Situation};
use crate::journal::{Journal, Kind, Request, TemplateRef};
use crate::labels::Lang;
use crate::statistics::Rate;
use crate::text::normal::fold_id;

/// Groups with fewer matured letters are told in one line (spec 4).
pub(crate) const SMALL: usize = 5;

/// A group's rate.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Group {
    /// What its letters have in common; `None` for those that say nothing of it.
    pub(crate) key: Option<String>,
    /// Of its matured letters.
    #[serde(flatten)]
    pub(crate) rate: Rate,
    /// Letters too young to count, unanswered.
    pub(crate) pending: usize,
    /// The template version it is about.
    #[serde(skip)]
    pub(crate) template: Option<TemplateRef>,
}

/// What letters are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By {
    /// The template's version.
    Template,
    /// The channel.
    Channel,
    /// The kind; public questions have a row here and nowhere else.
    Kind,
    /// The tie.
    Tie,
    /// The language of the message.
    Lang,
    /// The recipient's role.
    Role,
    /// The problem.
    Problem,
    /// The week of the first send.
    Week,
}

impl By {
    /// All of them.
    pub(crate) const ALL: [By; 8] = [By::Template, By::Channel, By::Kind, By::Tie, By::Lang, By::Role, By::Problem, By::Week];

    /// The word on the command line and in JSON.
    pub(crate) fn word(self) -> &'static str {
        match self {
            By::Template => "template",
            By::Channel => "channel",
            By::Kind => "kind",
            By::Tie => "tie",
            By::Lang => "lang",
            By::Role => "role",
            By::Problem => "problem",
            By::Week => "week",
        }
    }
}

/// Every grouping.
#[derive(Serialize)]
pub(crate) struct Groups {
    /// By template version.
    pub(crate) template: Vec<Group>,
    channel: Vec<Group>,
    kind: Vec<Group>,
    tie: Vec<Group>,
    lang: Vec<Group>,
    role: Vec<Group>,
    problem: Vec<Group>,
    week: Vec<Group>,
}

impl Groups {
    pub(super) fn of(letters: &[Letter<'_, '_>], questions: &[Letter<'_, '_>], journal: &Journal) -> Groups {
        let by = |key: &dyn Fn(&Request) -> Option<String>| grouped(letters, |letter| key(letter.thread.first()));
        let to = |key: fn(&crate::journal::Recipient) -> Option<String>| by(&|first| first.to.as_ref().and_then(key));
        let mut kind = by(&|first| Some(first.kind.word().to_owned()));
        kind.extend(grouped(questions, |_| Some(Kind::PublicQuestion.word().to_owned())));
        Groups {
            template: by_template(letters, journal),
            channel: by(&|first| first.channel.clone()),
            kind,
            tie: to(|to| to.tie.map(|tie| tie.word().to_owned())),
            lang: by(&|first| Some(language(first, journal))),
            role: to(|to| to.role.clone()),
            problem: by(&|first| first.problem.clone()),
            week: grouped(letters, |letter| Some(week_name(letter.sent))),
        }
    }

    /// Changes every key that is a word of the journal.
    pub(super) fn veil(&mut self, text: &dyn Fn(&str) -> String, channel: &dyn Fn(&str) -> String, template: &dyn Fn(&str) -> String) {
        for group in [&mut self.role, &mut self.problem].into_iter().flatten() {
            group.key = group.key.take().map(|key| text(&key));
        }
        for group in &mut self.channel {
            group.key = group.key.take().map(|key| channel(&key));
        }
        for group in &mut self.template {
            if let Some(of) = &mut group.template {
                of.id = template(&of.id);
                group.key = Some(of.to_string());
            }
        }
    }

    /// The groups of one grouping.
    pub(crate) fn get(&self, by: By) -> &[Group] {
        match by {
            By::Template => &self.template,
            By::Channel => &self.channel,
            By::Kind => &self.kind,
            By::Tie => &self.tie,
            By::Lang => &self.lang,
            By::Role => &self.role,
            By::Problem => &self.problem,
            By::Week => &self.week,
        }
    }
}

/// `zh`, `zh-TW` and `zh-Hant` are one language.
fn language(request: &Request, journal: &Journal) -> String {
    let of_text = || if request.is_chinese(journal.settings.lang) { "zh" } else { Lang::En.tag() }.to_owned();
    let main = |tag: &String| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    request.lang.as_ref().map(main).unwrap_or_else(of_text)
}

/// The groups by key, those without one last.
fn grouped(letters: &[Letter<'_, '_>], key: impl Fn(&Letter<'_, '_>) -> Option<String>) -> Vec<Group> {
    let mut groups: BTreeMap<(bool, String), Vec<Letter<'_, '_>>> = BTreeMap::new();
    for letter in letters {
        let key = key(letter);
        groups.entry((key.is_none(), key.unwrap_or_default())).or_default().push(*letter);
    }
    groups.into_iter().map(|((is_none, key), letters)| group((!is_none).then_some(key), &letters)).collect()
}

fn group(key: Option<String>, letters: &[Letter<'_, '_>]) -> Group {
    let pending = letters.iter().filter(|letter| letter.situation == Situation::Pending).count();
    Group { key, rate: rate(letters), pending, template: None }
}

/// By template and version, versions as numbers; ids that are one to the library are one here.
fn by_template(letters: &[Letter<'_, '_>], journal: &Journal) -> Vec<Group> {
    let mut groups: BTreeMap<_, Vec<Letter<'_, '_>>> = BTreeMap::new();
    for letter in letters {
        let template = letter.thread.first().template.as_ref();
        let key = template.map_or((true, String::new(), None), |template| (false, fold_id(&template.id), template.version));
        groups.entry(key).or_default().push(*letter);
    }
    let named = |letters: Vec<Letter<'_, '_>>| {
        let template = letters[0].thread.first().template.as_ref().map(|template| TemplateRef {
            id: journal.template(&template.id).map_or_else(|| template.id.clone(), |known| known.id.clone()),
            version: template.version,
        });
        Group { key: template.as_ref().map(ToString::to_string), template, ..group(None, &letters) }
    };
    groups.into_values().map(named).collect()
}

/// For each fault the letters with a finding of it, then those without.
pub(super) fn by_fault(letters: &[Letter<'_, '_>], faults: &Faults<'_>) -> Vec<[Group; 2]> {
    let found: Vec<FaultSet> = letters.iter().map(|letter| faults.in_entry(letter.thread.first().path())).collect();
    let one = |fault: Fault| {
        let (with, without): (Vec<_>, Vec<_>) = letters.iter().zip(&found).partition(|(_, found)| found.has(fault));
        let [with, without] = [with, without].map(|part: Vec<_>| part.into_iter().map(|(letter, _)| *letter).collect::<Vec<_>>());
        [group(Some(fault.word().to_owned()), &with), group(Some(fault.word().to_owned()), &without)]
    };
    Fault::ALL.map(one).to_vec()
}

/// Groups that are large enough to stand alone, and the small ones.
pub(crate) fn in_two(groups: &[Group]) -> (Vec<&Group>, Vec<&Group>) {
    groups.iter().partition(|group| group.rate.n >= SMALL)
}
