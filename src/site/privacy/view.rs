//! The one step between a journal and what others may see: a journal made anew of what is allowed.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::entry::{Allowed, Given, Shown, allowed, shown};
use super::finder::Finder;
use super::library;
use super::mask::Mask;
use super::older::older;
use super::passages::Passages;
use super::people::{Hidden, People, letter};
use crate::checks::{Report, about};
use crate::diagnostic::Diagnostic;
use crate::feedback::Stats;
use crate::insight::Insight;
use crate::journal::{Document, Journal, Kind, MessageTemplate, Privacy, Request, Settings};
use crate::json::to_bytes;
use crate::labels::{Labels, Text, text};
use crate::markdown::to_text;
use crate::text::normal::fold_id;
use crate::versions::Past;

/// What others may see, and what must not be there.
pub(crate) struct View {
    /// Whose eyes it is for.
    pub(crate) privacy: Privacy,
    /// The journal made anew: every text masked, every entry with what is allowed.
    pub(crate) journal: Journal,
    /// The findings on its messages, with their places there.
    pub(crate) report: Report,
    /// How many files could not be read.
    pub(crate) missing: usize,
    pub(super) mask: Mask,
    pub(super) hidden: Vec<Hidden>,
    pub(super) passages: Passages,
    /// The texts that are public as they are.
    pub(super) verbatim: Vec<String>,
    /// The file in the user's journal, by the path here.
    origins: BTreeMap<String, String>,
    pub(super) own: HashMap<String, usize>,
    /// Paths of the entries with a page, and of those of which at least something is shown.
    pages: HashSet<String>,
    learned: HashSet<String>,
    /// Names that were masked although they stand in small letters.
    small: Vec<String>,
}

/// All of an entry: as it is written, and as the pages and the search index say it.
fn as_it_is(request: &Request) -> String {
    let sections = request.sections.iter().map(|section| to_text(request.section_text(section)));
    let said: Vec<String> = [to_text(request.message())].into_iter().chain(sections).collect();
    format!("{}\n{}\n{}", request.document.text, request.link.as_deref().unwrap_or_default(), said.join("\n"))
}

/// So many names in small letters are told by name.
const MOST_TOLD: usize = 6;

/// An entry that is kept, on its way.
struct Kept<'a> {
    old: &'a Request,
    allowed: Allowed,
    id: String,
}

impl View {
    /// The view of a journal with its past in git; `wanted` tells which entries a filter takes.
    pub(crate) fn of(
        (insight, report): (&Insight<'_>, &Report),
        privacy: Privacy,
        labels: Labels,
        past: &Past,
        wanted: impl Fn(&Request) -> bool,
    ) -> View {
        let journal = insight.journal;
        let kept = kept(journal, privacy);
        let allowed: HashMap<&str, Allowed> = kept.iter().map(|kept| (kept.old.path(), kept.allowed)).collect();
        let older = older(past, journal, &allowed);
        let people = People::of(journal, &older);
        let words = people.hidden.iter().map(|hidden| (hidden.word.clone(), hidden.fit, hidden.secret.clone()));
        let mask = Mask::new(Finder::of(words), labels, &journal.settings);
        let asked = kept.iter().filter(|kept| kept.old.kind != Kind::Inbound);
        let ids: HashMap<String, &str> = asked.map(|kept| (fold_id(&kept.old.id), kept.id.as_str())).collect();
        let cuts = cuts(journal);
        let made = |kept: &Kept<'_>| {
            let follows = kept.old.follows.as_ref().and_then(|follows| ids.get(&fold_id(follows))).map(|id| (*id).to_owned());
            let own = people.number(kept.old.path());
            shown(kept.old, kept.allowed, Given { mask: &mask, own, id: kept.id.clone(), follows, cut: cuts.get(kept.old.path()).copied() })
        };
        let entries: Vec<Shown> = crate::parallel::map(kept.iter().collect(), made);
        let templates: Vec<MessageTemplate> = journal.templates.iter().map(|template| library::shown(template, &mask)).collect();
        let report = veiled(report, &kept, &entries, &mask);
        let path = |at: usize| entries[at].request.path().to_owned();
        let of = |takes: &dyn Fn(&Kept<'_>) -> bool| -> HashSet<String> {
            kept.iter().enumerate().filter(|(_, kept)| takes(kept) && wanted(kept.old)).map(|(at, _)| path(at)).collect()
        };
        let mut origins: BTreeMap<String, String> =
            kept.iter().enumerate().map(|(at, kept)| (path(at), kept.old.path().to_owned())).collect();
        origins.extend(templates.iter().zip(&journal.templates).map(|(new, old)| (new.path().to_owned(), old.path().to_owned())));
        let own = kept.iter().enumerate().filter_map(|(at, kept)| Some((path(at), people.number(kept.old.path())?))).collect();
        let (pages, learned) = (of(&|kept| kept.allowed.has_page), of(&|_| true));
        let passages = super::secrets::passages(journal, &allowed, &cuts, (past, &older));
        let verbatim = kept.iter().zip(&entries).filter(|(kept, _)| kept.allowed.is_public);
        let verbatim = verbatim.map(|(_, shown)| as_it_is(&shown.request)).collect();
        let requests = entries.into_iter().map(|shown| shown.request).collect();
        let small = mask.small();
        View {
            privacy,
            journal: journal.remade(settings(&journal.settings, &mask), requests, templates),
            report,
            missing: journal.unreadable.len(),
            hidden: people.hidden,
            passages,
            verbatim,
            origins,
            own,
            pages,
            learned,
            small,
            mask,
        }
    }

    /// All that the audit goes by besides the program and the language, for a digest: a page in which nothing was found is
    /// searched again once any of it is another.
    pub(crate) fn searched_for(&self) -> Vec<u8> {
        let hidden: Vec<(&str, Option<usize>)> = self.hidden.iter().map(|hidden| (hidden.word.as_str(), hidden.secret.number())).collect();
        to_bytes(&(hidden, self.passages.all(), &self.verbatim))
    }

    /// The entries that stand in lists and have a page.
    pub(crate) fn pages(&self) -> Vec<&Request> {
        self.journal.requests.iter().filter(|request| self.pages.contains(request.path())).collect()
    }

    /// The entries whose Learned and Reflection sections may be shown; what of them is allowed is all they have.
    pub(crate) fn learned(&self) -> Vec<&Request> {
        self.journal.requests.iter().filter(|request| self.learned.contains(request.path())).collect()
    }

    /// The file in the user's journal of which an entry here was made.
    pub(crate) fn origin(&self, path: &str) -> Option<&str> {
        self.origins.get(path).map(String::as_str)
    }

    /// Numbers of the whole journal with their names masked: the figures stay as they are.
    pub(crate) fn stats(&self, stats: Stats) -> Stats {
        stats.veiled(&|text| self.mask.text(text, None).text, &|channel| self.mask.channel(channel), &|id| self.mask.id(id))
    }

    /// Says which view it is and what it hid, and what it cannot: a name that stands in no `to`.
    pub(crate) fn said(&self) -> Vec<Text> {
        let nameless = |request: &&&Request| request.kind.needs_recipient() && !self.own.contains_key(request.path());
        let shown = self.pages();
        let unnamed: Vec<&&Request> = shown.iter().filter(nameless).collect();
        let remark = unnamed.first().filter(|_| self.privacy == Privacy::Shared).map(|first| {
            let path = self.origin(first.path()).unwrap_or_default();
            text!("build.shared.unnamed", count = unnamed.len(), path = path)
        });
        let told = self.small.len().min(MOST_TOLD);
        let small = (self.privacy == Privacy::Shared && told > 0).then(|| {
            let more = if self.small.len() > told { ", …" } else { "" };
            text!("build.shared.small", words = format!("{}{more}", self.small[..told].join(", ")))
        });
        [self.hid()].into_iter().chain(small).chain(remark).collect()
    }

    fn hid(&self) -> Text {
        let shown = self.pages();
        let numbers: Vec<usize> = shown.iter().filter_map(|request| self.own.get(request.path()).copied()).collect();
        let distinct: HashSet<usize> = numbers.iter().copied().collect();
        match (self.privacy, numbers.iter().min(), numbers.iter().max()) {
            (Privacy::Totals, ..) => text!("build.totals", count = shown.len()),
            (_, Some(first), Some(last)) if first != last => {
                let (count, first_letter, last_letter) = (distinct.len(), letter(*first), letter(*last));
                if last - first + 1 == count {
                    text!("build.shared", count = count, first = first_letter, last = last_letter)
                } else {
                    text!("build.shared.among", count = count, first = first_letter, last = last_letter)
                }
            }
            (_, Some(only), _) => text!("build.shared.one", letter = letter(*only)),
            _ => text!("build.shared.nobody"),
        }
    }
}

/// The entries that a view keeps, in the order of their new paths: `YYYY-MM-DD-N`, counted by the time of
/// sending, then by id.
fn kept(journal: &Journal, privacy: Privacy) -> Vec<Kept<'_>> {
    let zone = journal.now.zone;
    let mut sent: Vec<(&Request, Allowed)> =
        journal.requests.iter().filter_map(|request| Some((request, allowed(request, privacy)?))).collect();
    sent.sort_by_cached_key(|(request, _)| {
        (request.facts.sent.map(|sent| sent.sort_key(zone)), request.id.clone(), request.path().to_owned())
    });
    let mut counts = BTreeMap::new();
    let mut kept: Vec<Kept<'_>> = Vec::with_capacity(sent.len());
    for (old, allowed) in sent {
        let Some(day) = old.sent_day(zone) else { continue };
        let count = counts.entry(day).and_modify(|count| *count += 1).or_insert(1);
        kept.push(Kept { old, allowed, id: format!("{day}-{count}") });
    }
    // By path, as a journal's requests are.
    kept.sort_by_cached_key(|kept| format!("{}.md", kept.id));
    kept
}

/// Where each file's first unrecognised section begins.
fn cuts(journal: &Journal) -> HashMap<&str, usize> {
    let mut cuts = HashMap::new();
    for diagnostic in journal.diagnostics.iter().filter(|diagnostic| diagnostic.rule == "section-not-recognised") {
        let cut = cuts.entry(diagnostic.path.as_str()).or_insert(diagnostic.span.start);
        *cut = (*cut).min(diagnostic.span.start);
    }
    cuts
}

/// The findings on the messages that are shown, their values masked.
fn veiled(report: &Report, kept: &[Kept<'_>], entries: &[Shown], mask: &Mask) -> Report {
    let at: HashMap<&str, usize> = kept.iter().enumerate().map(|(at, kept)| (kept.old.path(), at)).collect();
    let of_message = |diagnostic: &&Diagnostic| about(diagnostic.rule).is_some_and(|about| about.group.is_of_message());
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    for diagnostic in report.diagnostics.iter().filter(of_message) {
        let Some(at) = at.get(diagnostic.path.as_str()).copied() else { continue };
        let words = |text: &Text| text.with_words(&|words| mask.text(words, None).text);
        diagnostics.push(Diagnostic {
            path: entries[at].request.path().to_owned(),
            span: entries[at].span(diagnostic.span, kept[at].old),
            message: words(&diagnostic.message),
            label: diagnostic.label.as_ref().map(words),
            help: diagnostic.help.as_ref().map(words),
            fix: None,
            sentence_end: None,
            ..diagnostic.clone()
        });
    }
    diagnostics.sort_by(|a, b| (&a.path, a.span, a.rule).cmp(&(&b.path, b.span, b.rule)));
    // That somebody is in distress is nobody else's to read.
    Report { diagnostics, notices: Vec::new() }
}

/// The settings that pages use: the title and the writer's own name masked too, nothing else of the writer.
fn settings(settings: &Settings, mask: &Mask) -> Settings {
    let text = |value: &Option<String>| value.as_ref().map(|text| mask.text(text, None).text);
    Settings {
        title: text(&settings.title),
        name: text(&settings.name),
        me: BTreeMap::new(),
        addresses: Vec::new(),
        document: Document::bare(&settings.document.path, String::new()),
        ..settings.clone()
    }
}
