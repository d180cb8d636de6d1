//! Messages of mail or chat as entries: which one asks, which reminds, which thanks, and what came back to each.

use std::collections::{BTreeMap, BTreeSet};

use super::conversations::conversations;
use super::letter::{Letter, Nature, UNKNOWN};
use crate::journal::Kind;

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

/// The entries that the letters tell of.
pub(crate) fn plan(letters: &[Letter]) -> Plan {
    let mut plan = Plan::default();
    let own_keys: BTreeMap<u64, usize> =
        letters.iter().enumerate().filter(|(_, letter)| letter.is_own).map(|(at, letter)| (letter.key, at)).collect();
    for conversation in conversations(letters) {
        let writers = conversation.iter().map(|at| (letters[*at].key, letters[*at].person)).collect();
        let mut reading = Conversation {
            letters,
            own_keys: &own_keys,
            writers,
            plan: &mut plan,
            threads: BTreeMap::new(),
            first: None,
            began: BTreeSet::new(),
        };
        for at in conversation {
            reading.take(at);
        }
    }
    // A person looks for them in the file's order.
    [&mut plan.automatic, &mut plan.others, &mut plan.notes, &mut plan.calendar, &mut plan.passed_on]
        .into_iter()
        .for_each(|left| left.sort_unstable());
    plan
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

/// A conversation that is read letter by letter, and the plan that it goes into.
struct Conversation<'a> {
    letters: &'a [Letter],
    /// The places of all own letters, by key.
    own_keys: &'a BTreeMap<u64, usize>,
    /// The person of each letter of the conversation, by key.
    writers: BTreeMap<u64, u64>,
    plan: &'a mut Plan,
    /// By person.
    threads: BTreeMap<u64, Thread>,
    /// The first person: who joins later without being written to alone belongs to this thread.
    first: Option<u64>,
    /// Who wrote before being written to.
    began: BTreeSet<u64>,
}

impl Conversation<'_> {
    /// Puts the next letter where it belongs.
    fn take(&mut self, at: usize) {
        let letters = self.letters;
        let letter = &letters[at];
        match letter.nature {
            Nature::Note => self.plan.notes.push(at),
            Nature::Automatic => self.plan.automatic.push(at),
            Nature::Calendar => self.plan.calendar.push(at),
            Nature::PassedOn if !self.threads.is_empty() && !self.threads.contains_key(&letter.person) => {
                self.plan.passed_on.push(at);
                self.began.insert(letter.person);
            }
            Nature::Plain | Nature::Bounce | Nature::PassedOn if letter.is_own => self.take_own(at),
            Nature::Plain | Nature::Bounce | Nature::PassedOn => self.take_in(at),
        }
    }

    /// An own message: an entry of the thread with its person.
    fn take_own(&mut self, at: usize) {
        let letters = self.letters;
        let letter = &letters[at];
        self.name_unknown(letter.person);
        // What it answers is neither here nor an own letter: the other person has written meanwhile.
        let answers_unknown = letter.answers.first().is_some_and(|key| !self.own_keys.contains_key(key));
        let last = self.threads.get(&letter.person).and_then(|thread| thread.entries.last().copied());
        // One of several to whom a letter went may be reminded of it alone, or thanked.
        let shared = if last.is_none() { self.shared_with(letter) } else { None };
        let before = last.or(shared).map(|entry| self.plan.entries[entry].letter);
        let is_of_person = |at: &usize| letters[*at].person == letter.person;
        let thread = self.threads.entry(letter.person).or_default();
        thread.is_answered |= shared.is_some_and(|entry| self.plan.entries[entry].replies.iter().any(is_of_person));
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
        thread.entries.push(self.plan.entries.len());
        self.first = self.first.or(Some(letter.person));
        // What is passed on to somebody else answers nothing of theirs.
        let is_passed_on = letter.answers.first().and_then(|key| self.writers.get(key)).is_some_and(|writer| *writer != letter.person);
        let answers_others = before.is_none() && !is_passed_on && (answers_unknown || self.began.contains(&letter.person));
        self.plan.entries.push(Planned { letter: at, kind, follows: before, replies: Vec::new(), bounces: Vec::new(), answers_others });
    }

    /// Of an entry in the journal alone the address is not known: who is written to next is its person.
    fn name_unknown(&mut self, person: u64) {
        if !self.threads.contains_key(&person)
            && let Some(thread) = self.threads.remove(&UNKNOWN)
        {
            self.threads.insert(person, thread);
            self.first = self.first.map(|first| if first == UNKNOWN { person } else { first });
        }
    }

    /// The entry that a letter answers and that went to its person among others.
    fn shared_with(&self, letter: &Letter) -> Option<usize> {
        let is_to = |entry: &Planned, key: u64| {
            let sent = &self.letters[entry.letter];
            sent.key == key && sent.people.contains(&letter.person)
        };
        letter.answers.iter().find_map(|key| self.plan.entries.iter().rposition(|entry| is_to(entry, *key)))
    }

    /// A message of another person: put to the own one that it answers.
    fn take_in(&mut self, at: usize) {
        let letters = self.letters;
        let letter = &letters[at];
        let own = letter.answers.iter().find_map(|key| self.own_keys.get(key));
        let named = own.and_then(|own| self.plan.entries.iter().rposition(|entry| entry.letter == *own));
        let thread = self.threads.get(&letter.person).or_else(|| self.threads.get(&self.first?));
        let Some(entry) = named.or_else(|| thread?.entries.last().copied()) else {
            self.plan.others.push(at);
            self.began.insert(letter.person);
            return;
        };
        if letter.nature == Nature::Bounce {
            self.plan.entries[entry].bounces.push(at);
            return;
        }
        self.plan.entries[entry].replies.push(at);
        if let Some(thread) = self.threads.values_mut().find(|thread| thread.entries.contains(&entry)) {
            thread.is_answered = true;
        }
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
