//! A quick hash for sets that live as long as one look at a journal: nobody outside chooses what meets in them for long
//! enough to matter.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A map by quick hashes.
pub(crate) type QuickMap<K, V> = HashMap<K, V, BuildHasherDefault<Quick>>;
/// A set by quick hashes.
pub(crate) type QuickSet<K> = HashSet<K, BuildHasherDefault<Quick>>;

const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

/// Eight bytes at a time.
#[derive(Default)]
pub(crate) struct Quick(u64);

impl Quick {
    /// The hash of what has this hash, and one word more.
    pub(crate) fn joined(hash: u64, word: u64) -> u64 {
        (hash.rotate_left(5) ^ word).wrapping_mul(FACTOR)
    }

    fn add(&mut self, word: u64) {
        self.0 = Quick::joined(self.0, word);
    }
}

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        words.iter().for_each(|word| self.add(u64::from_le_bytes(*word)));
        self.add(rest.iter().fold(rest.len() as u64, |word, byte| word << 8 | u64::from(*byte)));
    }

    fn write_u64(&mut self, word: u64) {
        self.add(word);
    }

    fn write_u32(&mut self, word: u32) {
        self.add(u64::from(word));
    }

    fn write_u8(&mut self, byte: u8) {
        self.add(u64::from(byte));
    }

    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 29
    }
}
