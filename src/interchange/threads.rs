//! Messages of mail or chat as entries: which one asks, which reminds, which thanks, and what came back to each.

use std::collections::{BTreeMap, BTreeSet};

use crate::disk::digest;
use crate::journal::Kind;

/// What a message is beside who wrote it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Nature {
    /// A person wrote it.
    Plain,
    /// A program did: an absence note is no answer.
    Automatic,
    /// It tells that a letter could not be delivered.
    Bounce,
    /// The journal's owner wrote it to nobody else.
    Note,
    /// A person passed on what is no answer of theirs: the letter was not written to them.
    PassedOn,
    /// A calendar's: an invitation of the owner's, or anybody's answer to one.
    Calendar,
}

/// A message, without its text.
#[derive(Clone, Debug)]
pub(crate) struct Letter {
    /// What it is known by.
    pub(crate) key: u64,
    /// The keys of what it answers: the message before it first.
    pub(crate) answers: Vec<u64>,
    /// Whether the journal's owner wrote it.
    pub(crate) is_own: bool,
    /// When, in seconds of the Unix epoch.
    pub(crate) at: Option<i64>,
    /// Who else is in it: the recipient of an own message, the writer of another.
    pub(crate) person: u64,
    /// Everyone an own message went to; of a report, everyone whom the letter did not reach. Empty where that is not told.
    pub(crate) people: Vec<u64>,
    /// What it is.
    pub(crate) nature: Nature,
    /// The kind of an entry that is in the journal already.
    pub(crate) known: Option<Kind>,
    /// When the first answer that its entry notes came.
    pub(crate) replied: Option<i64>,
}

/// An own message as an entry; numbers are places in the list of letters.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Planned {
    /// The own message.
    pub(crate) letter: usize,
    /// What it is.
    pub(crate) kind: Kind,
    /// The own message before it.
    pub(crate) follows: Option<usize>,
    /// What came back to it, in the order of time.
    pub(crate) replies: Vec<usize>,
    /// The messages that told that it could not be delivered.
    pub(crate) bounces: Vec<usize>,
    /// It answers a message that someone else began.
    pub(crate) answers_others: bool,
}

impl Planned {
    /// The report after which it has reached nobody: one of three people whom a letter does not reach closes nothing.
    pub(crate) fn lost(&self, letters: &[Letter]) -> Option<usize> {
        let mut left: BTreeSet<u64> = letters[self.letter].people.iter().copied().collect();
        // Of one person it can only be this one, under whatever address it was tried.
        let is_one = left.len() <= 1;
        let takes = |bounce: &&usize| {
            letters[**bounce].people.iter().for_each(|person| {
                left.remove(person);
            });
            is_one || left.is_empty()
        };
        self.bounces.iter().find(takes).copied()
    }
}

/// What was planned, and which messages are no part of it.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Plan {
    /// The entries, in the order of time within their conversation.
    pub(crate) entries: Vec<Planned>,
    /// Messages that programs wrote.
    pub(crate) automatic: Vec<usize>,
    /// Messages of others that answer no own one.
    pub(crate) others: Vec<usize>,
    /// Messages to oneself.
    pub(crate) notes: Vec<usize>,
    /// Invitations, and answers to them.
    pub(crate) calendar: Vec<usize>,
    /// Own letters and what answers them, passed on by somebody whom none of them was written to.
    pub(crate) passed_on: Vec<usize>,
}

/// The person of a letter of which that is not known.
pub(crate) const UNKNOWN: u64 = 0;

/// The key of a message id, or of anything else a message is known by.
pub(crate) fn key_of(source: &str) -> u64 {
    let hash = digest(source.as_bytes());
    u64::from_str_radix(&hash[..16], 16).unwrap_or_default()
}

/// The entries that the letters tell of.
pub(crate) fn plan(letters: &[Letter]) -> Plan {
    let mut plan = Plan::default();
    let own_keys: BTreeMap<u64, usize> =
        letters.iter().enumerate().filter(|(_, letter)| letter.is_own).map(|(at, letter)| (letter.key, at)).collect();
    for conversation in conversations(letters) {
        one(letters, &conversation, &own_keys, &mut plan);
    }
    // A person looks for them in the file's order.
    [&mut plan.automatic, &mut plan.others, &mut plan.notes, &mut plan.calendar, &mut plan.passed_on]
        .into_iter()
        .for_each(|left| left.sort_unstable());
    plan
}

/// The letters that answers join, each conversation in the order of time; those without a time last.
fn conversations(letters: &[Letter]) -> Vec<Vec<usize>> {
    // A forest over keys: those of letters that are not here join too.
    let mut number_of: BTreeMap<u64, usize> = BTreeMap::new();
    let mut above: Vec<usize> = Vec::new();
    fn top(above: &mut [usize], mut at: usize) -> usize {
        while above[at] != at {
            above[at] = above[above[at]];
            at = above[at];
        }
        at
    }
    for letter in letters {
        let mut joined = None;
        for key in std::iter::once(&letter.key).chain(&letter.answers) {
            let next = above.len();
            let number = *number_of.entry(*key).or_insert(next);
            if number == next {
                above.push(next);
            }
            let here = top(&mut above, number);
            match joined {
                None => joined = Some(here),
                Some(first) => above[here] = top(&mut above, first),
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, letter) in letters.iter().enumerate() {
        if let Some(number) = number_of.get(&letter.key) {
            groups.entry(top(&mut above, *number)).or_default().push(at);
        }
    }
    let mut groups: Vec<Vec<usize>> = groups.into_values().collect();
    // The other clock may be late: an answer stands after what it answers.
    let own: BTreeMap<u64, i64> =
        letters.iter().filter(|letter| letter.is_own).filter_map(|letter| Some((letter.key, letter.at?))).collect();
    let time = |at: usize| {
        let letter = &letters[at];
        let answered = if letter.is_own { None } else { letter.answers.iter().filter_map(|key| own.get(key)).max().copied() };
        (letter.at.map_or(i64::MAX, |time| time.max(answered.unwrap_or(time))), !letter.is_own, at)
    };
    for group in &mut groups {
        group.sort_by_key(|at| time(*at));
    }
    groups.sort_by_key(|group| group.first().map(|first| time(*first)));
    groups
}

/// A thread with one person within a conversation: forwarding a letter to someone else begins another.
#[derive(Default)]
struct Thread {
    /// Numbers of its entries in the plan.
    entries: Vec<usize>,
    is_answered: bool,
    /// When the first answer came that the journal notes.
    replied: Option<i64>,
}

fn one(letters: &[Letter], conversation: &[usize], own_keys: &BTreeMap<u64, usize>, plan: &mut Plan) {
    let mut threads: BTreeMap<u64, Thread> = BTreeMap::new();
    // The first person: who joins later without being written to alone belongs to this thread.
    let mut first: Option<u64> = None;
    // Who wrote before being written to.
    let mut began: BTreeSet<u64> = BTreeSet::new();
    let writers: BTreeMap<u64, u64> = conversation.iter().map(|at| (letters[*at].key, letters[*at].person)).collect();
    for &at in conversation {
        let letter = &letters[at];
        match letter.nature {
            Nature::Note => {
                plan.notes.push(at);
                continue;
            }
            Nature::Automatic => {
                plan.automatic.push(at);
                continue;
            }
            Nature::Calendar => {
                plan.calendar.push(at);
                continue;
            }
            Nature::PassedOn if !threads.is_empty() && !threads.contains_key(&letter.person) => {
                plan.passed_on.push(at);
                began.insert(letter.person);
                continue;
            }
            Nature::Plain | Nature::Bounce | Nature::PassedOn => {}
        }
        if !letter.is_own {
            take_in(letters, at, own_keys, &mut threads, first, plan, &mut began);
            continue;
        }
        // Of an entry in the journal alone the address is not known: who is written to next is its person.
        if !threads.contains_key(&letter.person)
            && let Some(thread) = threads.remove(&UNKNOWN)
        {
            threads.insert(letter.person, thread);
            first = first.map(|person| if person == UNKNOWN { letter.person } else { person });
        }
        let thread = threads.entry(letter.person).or_default();
        // What it answers is neither here nor an own letter: the other person has written meanwhile.
        let answers_unknown = letter.answers.first().is_some_and(|key| !own_keys.contains_key(key));
        let last = thread.entries.last().copied();
        // One of several to whom a letter went may be reminded of it alone, or thanked.
        let shared = last.is_none().then(|| letter.answers.iter().find_map(|key| shared_with(letters, &plan.entries, *key, letter.person)));
        let shared = shared.flatten();
        let is_of_person = |at: &usize| letters[*at].person == letter.person;
        thread.is_answered |= shared.is_some_and(|entry| plan.entries[entry].replies.iter().any(is_of_person));
        let before = last.or(shared).map(|entry| plan.entries[entry].letter);
        // A question that is in the journal already waits for an answer of its own.
        thread.is_answered &= !letter.known.is_some_and(Kind::is_letter);
        let is_noted = thread.replied.zip(letter.at).is_some_and(|(replied, at)| replied < at);
        thread.replied = letter.replied.or(thread.replied);
        // Of an own message after an answer its words tell whether it thanks, or asks anew.
        let kind = match (letter.known, before) {
            (Some(kind), _) => kind,
            (None, None) => Kind::AskLearning,
            (None, Some(_)) if !thread.is_answered && !is_noted && !answers_unknown => Kind::Nudge,
            (None, Some(_)) => Kind::Update,
        };
        first = first.or(Some(letter.person));
        thread.entries.push(plan.entries.len());
        // What is passed on to somebody else answers nothing of theirs.
        let is_passed_on = letter.answers.first().and_then(|key| writers.get(key)).is_some_and(|writer| *writer != letter.person);
        let answers_others = before.is_none() && !is_passed_on && (answers_unknown || began.contains(&letter.person));
        plan.entries.push(Planned { letter: at, kind, follows: before, replies: Vec::new(), bounces: Vec::new(), answers_others });
    }
}

/// The entry of an own letter with a key that went to somebody among others.
fn shared_with(letters: &[Letter], entries: &[Planned], key: u64, person: u64) -> Option<usize> {
    entries.iter().rposition(|entry| letters[entry.letter].key == key && letters[entry.letter].people.contains(&person))
}

/// A message of another person: put to the own one that it answers.
fn take_in(
    letters: &[Letter],
    at: usize,
    own_keys: &BTreeMap<u64, usize>,
    threads: &mut BTreeMap<u64, Thread>,
    first: Option<u64>,
    plan: &mut Plan,
    began: &mut BTreeSet<u64>,
) {
    let letter = &letters[at];
    let named =
        letter.answers.iter().find_map(|key| own_keys.get(key)).and_then(|own| plan.entries.iter().rposition(|entry| entry.letter == *own));
    let of_person = threads.get(&letter.person).or_else(|| threads.get(&first?)).and_then(|thread| thread.entries.last().copied());
    let Some(entry) = named.or(of_person) else {
        plan.others.push(at);
        began.insert(letter.person);
        return;
    };
    match letter.nature {
        Nature::Bounce => plan.entries[entry].bounces.push(at),
        _ => plan.entries[entry].replies.push(at),
    }
    if letter.nature != Nature::Bounce
        && let Some(thread) = threads.values_mut().find(|thread| thread.entries.contains(&entry))
    {
        thread.is_answered = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(key: u64, own: bool, at: i64, person: u64, answers: &[u64]) -> Letter {
        Letter {
            key,
            answers: answers.to_vec(),
            is_own: own,
            at: Some(at),
            person,
            people: Vec::new(),
            nature: Nature::Plain,
            known: None,
            replied: None,
        }
    }

    fn kinds(plan: &Plan) -> Vec<(usize, Kind, usize)> {
        plan.entries.iter().map(|entry| (entry.letter, entry.kind, entry.replies.len())).collect()
    }

    #[test]
    fn a_letter_its_nudge_the_answer_and_the_thanks() {
        let thanks = letter(5, true, 50, 9, &[4, 1]);
        let letters = [
            letter(4, false, 40, 9, &[2, 1]),
            letter(1, true, 10, 9, &[]),
            letter(2, true, 20, 9, &[1]),
            thanks,
            letter(7, false, 5, 8, &[]),
        ];
        let plan = plan(&letters);
        assert_eq!(kinds(&plan), [(1, Kind::AskLearning, 0), (2, Kind::Nudge, 1), (3, Kind::Update, 0)]);
        assert_eq!((plan.entries[1].follows, plan.entries[2].follows, plan.others.clone()), (Some(1), Some(2), vec![4]));
    }

    #[test]
    fn an_answer_that_is_not_here_still_makes_the_next_letter_no_nudge() {
        let plan = plan(&[letter(1, true, 10, 9, &[]), letter(5, true, 50, 9, &[99, 1])]);
        assert_eq!(kinds(&plan), [(0, Kind::AskLearning, 0), (1, Kind::Update, 0)]);
    }

    #[test]
    fn an_absence_note_is_no_answer_and_a_bounce_closes() {
        let automatic = Letter { nature: Nature::Automatic, ..letter(2, false, 11, 9, &[1]) };
        let bounce = Letter { nature: Nature::Bounce, ..letter(3, false, 12, 7, &[1]) };
        let plan = plan(&[letter(1, true, 10, 9, &[]), automatic, bounce, letter(4, true, 30, 9, &[1])]);
        assert_eq!(kinds(&plan), [(0, Kind::AskLearning, 0), (3, Kind::Nudge, 0)]);
        assert_eq!((plan.entries[0].bounces.clone(), plan.automatic.clone()), (vec![2], vec![1]));
    }

    #[test]
    fn one_of_several_people_who_is_not_reached_closes_nothing() {
        let sent = |people: &[u64]| Letter { people: people.to_vec(), ..letter(1, true, 10, 9, &[]) };
        let bounce = |key, people: &[u64]| Letter { nature: Nature::Bounce, people: people.to_vec(), ..letter(key, false, 12, 7, &[1]) };
        for (letters, lost) in [
            (vec![sent(&[9, 8]), bounce(3, &[8])], None),
            (vec![sent(&[9, 8]), bounce(3, &[9])], None),
            (vec![sent(&[9, 8]), bounce(3, &[])], None),
            (vec![sent(&[9, 8]), bounce(3, &[8]), bounce(4, &[9])], Some(2)),
            (vec![sent(&[9, 8]), bounce(3, &[8, 9])], Some(1)),
            (vec![sent(&[9]), bounce(3, &[77])], Some(1)),
            (vec![sent(&[]), bounce(3, &[])], Some(1)),
        ] {
            assert_eq!(plan(&letters).entries[0].lost(&letters), lost, "{letters:?}");
        }
    }

    #[test]
    fn what_comes_after_a_question_of_its_own_reminds_of_it() {
        let asks = Letter { known: Some(Kind::AskLearning), ..letter(5, true, 50, 9, &[2]) };
        let letters = [letter(1, true, 10, 9, &[]), letter(2, false, 20, 9, &[1]), asks, letter(6, true, 60, 9, &[5])];
        assert_eq!(kinds(&plan(&letters)), [(0, Kind::AskLearning, 1), (2, Kind::AskLearning, 0), (3, Kind::Nudge, 0)]);
    }

    #[test]
    fn a_letter_passed_on_to_someone_else_asks_anew() {
        let plan = plan(&[letter(1, true, 10, 9, &[]), letter(2, true, 20, 8, &[1]), letter(3, false, 30, 8, &[2])]);
        assert_eq!(kinds(&plan), [(0, Kind::AskLearning, 0), (1, Kind::AskLearning, 1)]);
    }

    #[test]
    fn what_others_began_and_is_passed_on_answers_nothing() {
        let plan = plan(&[letter(1, false, 10, 9, &[]), letter(2, true, 20, 8, &[1]), letter(3, true, 30, 9, &[1])]);
        assert_eq!(plan.entries.iter().map(|entry| entry.answers_others).collect::<Vec<_>>(), [false, true]);
    }

    #[test]
    fn a_letter_that_a_third_person_passes_on_is_not_answered() {
        let passed = |key, person| Letter { nature: Nature::PassedOn, ..letter(key, false, 20, person, &[1]) };
        let plan = plan(&[letter(1, true, 10, 9, &[]), passed(2, 8), passed(3, 9), passed(50, 7), letter(4, true, 40, 9, &[1])]);
        assert_eq!(kinds(&plan), [(0, Kind::AskLearning, 1), (4, Kind::Update, 0)]);
        assert_eq!((plan.passed_on, plan.others.len()), (vec![1, 3], 0));
    }

    #[test]
    fn an_answer_of_a_late_clock_is_one() {
        let plan = plan(&[letter(1, true, 10, 9, &[]), letter(2, false, 3, 9, &[1])]);
        assert_eq!((kinds(&plan), plan.others.clone()), (vec![(0, Kind::AskLearning, 1)], vec![]));
    }

    #[test]
    fn who_was_written_to_first_is_told() {
        let plan = plan(&[letter(1, false, 10, 9, &[]), letter(2, true, 20, 9, &[1])]);
        assert!(plan.entries[0].answers_others);
    }
}
