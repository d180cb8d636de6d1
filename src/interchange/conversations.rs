//! Which messages belong together: those that answers join.

use std::collections::BTreeMap;

use super::letter::Letter;

/// The conversations, earliest first; of each the places of its letters in the order of time, those without a time last.
pub(super) fn conversations(letters: &[Letter]) -> Vec<Vec<usize>> {
    let mut joined = Joined::default();
    for letter in letters {
        let own = joined.number(letter.key);
        for key in &letter.answers {
            joined.join(own, *key);
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, letter) in letters.iter().enumerate() {
        let number = joined.number(letter.key);
        groups.entry(joined.top(number)).or_default().push(at);
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

/// A forest over the keys of letters; those of letters that are not here join too.
#[derive(Default)]
struct Joined {
    number_of: BTreeMap<u64, usize>,
    /// What stands above each number; at the top, itself.
    above: Vec<usize>,
}

impl Joined {
    /// The number of a key, which gets one when it is first met.
    fn number(&mut self, key: u64) -> usize {
        let next = self.above.len();
        let number = *self.number_of.entry(key).or_insert(next);
        if number == next {
            self.above.push(next);
        }
        number
    }

    /// The top of the tree that holds a number.
    fn top(&mut self, mut at: usize) -> usize {
        while self.above[at] != at {
            self.above[at] = self.above[self.above[at]];
            at = self.above[at];
        }
        at
    }

    /// Puts a key into the tree of a number.
    fn join(&mut self, number: usize, key: u64) {
        let (tree, other) = (self.top(number), self.number(key));
        let other = self.top(other);
        self.above[other] = tree;
    }
}
