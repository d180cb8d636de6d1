//! Passages that must not be shown: the beginnings of lines that the view leaves out, found by their letters
//! alone, whatever marks and blanks stand between.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::text::fold::{Letter, fold, is_wide};

/// Letters of a Han passage that are looked for.
const WIDE: usize = 16;
/// Letters of a Latin passage.
const NARROW: usize = 32;

/// The beginnings of hidden lines, each with the entry it stands in.
#[derive(Default)]
pub(super) struct Passages {
    wide: Beginnings,
    narrow: Beginnings,
}

/// The entry of each beginning, by the hash of its letters.
type Beginnings = HashMap<u64, String, BuildHasherDefault<Hashed>>;

/// What is looked up is a hash already.
#[derive(Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, hash: u64) {
        // The table tells its places apart by the highest bits too.
        self.0 = hash ^ hash.rotate_left(32);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

impl Passages {
    /// Hides every line of a text that is long enough to be told from others.
    pub(super) fn hide(&mut self, text: &str, path: &str) {
        for line in text.lines() {
            let letters = letters_of(line);
            let wide = letters.iter().take(WIDE).filter(|c| is_wide(**c)).count();
            let (length, set) = if wide * 2 >= WIDE { (WIDE, &mut self.wide) } else { (NARROW, &mut self.narrow) };
            if let Some(start) = letters.get(..length) {
                set.entry(hash_of(start)).or_insert_with(|| path.to_owned());
            }
        }
    }

    /// All that is looked for, in order.
    pub(super) fn all(&self) -> (Vec<u64>, Vec<u64>) {
        let sorted = |set: &Beginnings| {
            let mut all: Vec<u64> = set.keys().copied().collect();
            all.sort_unstable();
            all
        };
        (sorted(&self.wide), sorted(&self.narrow))
    }

    /// Lets pass what also stands in a text that is shown.
    pub(super) fn allow(&mut self, text: &str) {
        if self.wide.is_empty() && self.narrow.is_empty() {
            return;
        }
        let letters = letters_of(text);
        for (length, set) in [(WIDE, &mut self.wide), (NARROW, &mut self.narrow)] {
            each_hash(&letters, length, |hash| {
                set.remove(&hash);
                false
            });
        }
    }

    /// The entry whose hidden line begins in a text.
    pub(super) fn find(&self, text: &str) -> Option<&str> {
        self.find_in(&fold(text))
    }

    /// As [`Passages::find`], in a folded text.
    pub(super) fn find_in(&self, letters: &[Letter]) -> Option<&str> {
        if letters.len() < WIDE || self.wide.is_empty() && self.narrow.is_empty() {
            return None;
        }
        let letters = alone(letters);
        let mut found = None;
        for (length, set) in [(WIDE, &self.wide), (NARROW, &self.narrow)] {
            if set.is_empty() || found.is_some() {
                continue;
            }
            each_hash(&letters, length, |hash| {
                found = set.get(&hash);
                found.is_some()
            });
        }
        found.map(String::as_str)
    }
}

/// Letters and digits, folded.
fn letters_of(text: &str) -> Vec<char> {
    alone(&fold(text))
}

fn alone(letters: &[Letter]) -> Vec<char> {
    letters.iter().map(|letter| letter.small).filter(|c| c.is_alphanumeric()).collect()
}

const BASE: u64 = 0x0000_0100_0000_01b3;

fn hash_of(letters: &[char]) -> u64 {
    letters.iter().fold(0_u64, |hash, c| hash.wrapping_mul(BASE).wrapping_add(u64::from(u32::from(*c)) + 1))
}

/// Calls `each` with the hash of every run of `length` letters, until it says so.
fn each_hash(letters: &[char], length: usize, mut each: impl FnMut(u64) -> bool) {
    if letters.len() < length {
        return;
    }
    let mut highest = 1_u64;
    for _ in 1..length {
        highest = highest.wrapping_mul(BASE);
    }
    let value = |c: char| u64::from(u32::from(c)) + 1;
    let mut hash = hash_of(&letters[..length]);
    for at in 0.. {
        if each(hash) {
            return;
        }
        let Some(next) = letters.get(at + length) else { return };
        hash = hash.wrapping_sub(value(letters[at]).wrapping_mul(highest)).wrapping_mul(BASE).wrapping_add(value(*next));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_hidden_lines_and_lets_shown_ones_pass() {
        let mut passages = Passages::default();
        passages.hide(
            "- 先看**事件設計**，再看 GA4 的報表，不要反過來做。\nShort one.\nThis reply was meant for nobody but the one who asked.",
            "a.md",
        );
        assert_eq!(passages.find("引用：先看事件設計再看 GA4 的報表不要反過來"), Some("a.md"));
        assert_eq!(passages.find("x this reply was meant for nobody, but the one who"), Some("a.md"));
        assert_eq!(passages.find("Short one."), None);
        passages.allow("> 先看事件設計，再看 GA4 的報表，不要反過來做");
        assert_eq!(passages.find("先看事件設計再看 GA4 的報表不要反過來"), None);
    }
}
