//! Which entry a person means: an id, a path, a part of an id, or the recipient's name or call.

use super::Insight;
use crate::journal::{Journal, MessageTemplate, Request, stem_of};
use crate::text::normal::{fold_id, fold_name, is_same_id};

/// What a word on the command line names.
#[derive(Debug)]
pub(crate) enum Meant<'a> {
    /// One request; true when it was chosen among several of its thread, to be said.
    Request(&'a Request, bool),
    /// One template.
    Template(&'a MessageTemplate),
    /// One request that could be read only in part.
    HalfRead(&'a Request),
    /// One file that could not be read; its path.
    Unreadable(&'a str),
    /// Several; their paths.
    Several(Vec<&'a str>),
    /// None.
    None,
}

/// The request that is meant. Of several, those that `can_act` takes; of these, when they are of one
/// thread, the newest.
pub(crate) fn find_request<'a>(insight: &Insight<'a>, word: &str, can_act: impl Fn(&Request) -> bool) -> Meant<'a> {
    let matches = matching_requests(&insight.journal.requests, word);
    let is_named = matches.iter().any(|request| is_exact(&request.id, request.path(), word));
    if let Some(unread) = unread(insight.journal, word, "requests/").filter(|_| !is_named) {
        return unread;
    }
    if matches.is_empty() {
        return half_read(insight.journal, word);
    }
    narrow(insight, matches, can_act)
}

/// What a word names exactly and cannot be read: others that only hold the word are not meant.
fn unread<'a>(journal: &'a Journal, word: &str, below: &str) -> Option<Meant<'a>> {
    if let [one] = matching_requests(&journal.half_read, word).as_slice()
        && is_exact(&one.id, one.path(), word)
    {
        return Some(Meant::HalfRead(one));
    }
    let mut paths = journal.unreadable.iter().map(|unreadable| unreadable.path.as_str()).filter(|path| path.starts_with(below));
    paths.find(|path| is_exact(&stem_of(path), path, word)).map(Meant::Unreadable)
}

fn half_read<'a>(journal: &'a Journal, word: &str) -> Meant<'a> {
    match matching_requests(&journal.half_read, word).as_slice() {
        [] => Meant::None,
        [one] => Meant::HalfRead(one),
        several => Meant::Several(several.iter().map(|request| request.path()).collect()),
    }
}

/// The request or template that is meant; a path tells two of one id apart.
pub(crate) fn find_any<'a>(insight: &Insight<'a>, word: &str) -> Meant<'a> {
    let journal = insight.journal;
    let templates = matching_templates(journal, word);
    let requests = matching_requests(&journal.requests, word);
    let exact = |id: &str| is_same_id(id, word);
    let exact_templates: Vec<_> = templates.iter().copied().filter(|template| exact(&template.id)).collect();
    let exact_requests: Vec<_> = requests.iter().copied().filter(|request| exact(&request.id)).collect();
    match (exact_requests.as_slice(), exact_templates.as_slice()) {
        ([], [template]) => return Meant::Template(template),
        ([request], []) => return Meant::Request(request, false),
        _ => {}
    }
    let named = requests.iter().map(|request| (&request.id, request.path()));
    let mut named = named.chain(templates.iter().map(|template| (&template.id, template.path())));
    if !named.any(|(id, path)| is_exact(id, path, word))
        && let Some(unread) = unread(journal, word, "")
    {
        return unread;
    }
    match (requests.as_slice(), templates.as_slice()) {
        ([], [template]) => Meant::Template(template),
        ([], []) => half_read(journal, word),
        (_, []) => narrow(insight, requests, |_| true),
        _ => {
            Meant::Several(requests.iter().map(|request| request.path()).chain(templates.iter().map(|template| template.path())).collect())
        }
    }
}

/// The template that is meant.
pub(crate) fn find_template<'a>(journal: &'a Journal, word: &str) -> Meant<'a> {
    match matching_templates(journal, word).as_slice() {
        [] => Meant::None,
        [template] => Meant::Template(template),
        several => Meant::Several(several.iter().map(|template| template.path()).collect()),
    }
}

fn narrow<'a>(insight: &Insight<'a>, matches: Vec<&'a Request>, can_act: impl Fn(&Request) -> bool) -> Meant<'a> {
    let zone = insight.journal.now.zone;
    match matches.as_slice() {
        [] => return Meant::None,
        [one] => return Meant::Request(one, false),
        _ => {}
    }
    let able: Vec<&Request> = matches.iter().copied().filter(|request| can_act(request)).collect();
    let kept = if able.is_empty() { matches } else { able };
    if let [one] = kept.as_slice() {
        return Meant::Request(one, true);
    }
    let thread = insight.threads.of_request(kept[0]);
    let of_one_thread = kept.iter().all(|request| std::ptr::eq(insight.threads.of_request(request), thread));
    let newest = kept.iter().max_by_key(|request| (request.facts.sent.map(|sent| sent.sort_key(zone)), &request.id));
    match newest {
        Some(newest) if of_one_thread => Meant::Request(newest, true),
        _ => Meant::Several(kept.iter().map(|request| request.path()).collect()),
    }
}

fn matching_requests<'a>(all: &'a [Request], word: &str) -> Vec<&'a Request> {
    let exact: Vec<&Request> = all.iter().filter(|request| is_exact(&request.id, request.path(), word)).collect();
    if !exact.is_empty() {
        return exact;
    }
    let (part, name) = (fold_id(word), fold_name(word));
    let is_name = |own: &Option<String>| own.as_deref().is_some_and(|own| fold_name(own) == name);
    let of_person: Vec<&Request> =
        all.iter().filter(|request| request.to.as_ref().is_some_and(|to| is_name(&to.name) || is_name(&to.call))).collect();
    let of_id: Vec<&Request> = all.iter().filter(|request| !part.is_empty() && fold_id(&request.id).contains(&part)).collect();
    let mut both = of_person;
    for request in of_id {
        if !both.iter().any(|known| known.path() == request.path()) {
            both.push(request);
        }
    }
    both
}

fn matching_templates<'a>(journal: &'a Journal, word: &str) -> Vec<&'a MessageTemplate> {
    let all = &journal.templates;
    let exact: Vec<&MessageTemplate> = all.iter().filter(|template| is_exact(&template.id, template.path(), word)).collect();
    if !exact.is_empty() {
        return exact;
    }
    let part = fold_id(word);
    all.iter().filter(|template| !part.is_empty() && fold_id(&template.id).contains(&part)).collect()
}

/// The id, or a path that ends where the entry's path does.
fn is_exact(id: &str, path: &str, word: &str) -> bool {
    if is_same_id(id, word) {
        return true;
    }
    let is_of_file = word.len() > 3 && word.get(word.len() - 3..).is_some_and(|end| end.eq_ignore_ascii_case(".md"));
    // As it is printed, whatever it holds.
    if path == word || is_of_file && word.ends_with(&format!("/{path}")) {
        return true;
    }
    let word = word.replace('\\', "/");
    is_of_file
        && (path == word.trim_start_matches("./")
            || word.ends_with(&format!("/{path}"))
            || path.ends_with(&format!("/{}", word.trim_start_matches("./"))))
}
