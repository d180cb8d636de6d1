//! The fuzz loop: the seeds of a target as they are, then mutations of them, the same ones each time.
//!
//! A bounded number of them runs with the other tests. `ASKLOG_FUZZ=600` runs each target for so many seconds, and
//! `ASKLOG_FUZZ_SEED` takes other mutations. An input that fails is made small, printed, and saved; put it into the target's
//! folder below `tests/fuzz/` and it is tried first from then on.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use fastrand::Rng;

/// What a target is fed with.
pub(crate) struct Fuzz {
    /// Its name: the folder of its own seeds below `tests/fuzz/`.
    pub(crate) name: &'static str,
    /// More seeds: files and folders of the repository.
    pub(crate) seeds: &'static [&'static str],
    /// Pieces that mean something to it.
    pub(crate) words: &'static [&'static str],
    /// Mutations that are tried where no time is asked for.
    pub(crate) rounds: usize,
}

/// Longer inputs are cut: what is slow by its size has tests of its own.
const LONGEST: usize = 8 * 1024;
/// Runs that an input which fails is made smaller with.
const SHRINKING: usize = 3_000;

impl Fuzz {
    /// Feeds `holds`, which panics where something does not. Its random numbers hang on the input alone, so that a saved input
    /// fails again. What a run of a given time did is said to whoever waits for it.
    #[allow(clippy::print_stderr)]
    pub(crate) fn run(&self, holds: impl Fn(&[u8], &mut Rng)) {
        let passes = |input: &[u8]| catch_unwind(AssertUnwindSafe(|| holds(input, &mut Rng::with_seed(number_of(input))))).is_ok();
        let seeds = self.corpus();
        assert!(!seeds.is_empty(), "{} has no seeds", self.name);
        for seed in &seeds {
            if !passes(seed) {
                self.fail(seed.clone(), passes);
            }
        }
        let time = std::env::var("ASKLOG_FUZZ").ok().and_then(|seconds| seconds.parse().ok()).map(Duration::from_secs);
        let seed = std::env::var("ASKLOG_FUZZ_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(20_260_408);
        let (start, mut random, mut round) = (Instant::now(), Rng::with_seed(seed), 0);
        let mut slowest = (Duration::ZERO, Vec::new());
        while time.map_or(round < self.rounds, |time| start.elapsed() < time) {
            let input = self.mutated(&seeds, &mut random);
            let begun = Instant::now();
            if !passes(&input) {
                self.fail(input, passes);
            }
            round += 1;
            if begun.elapsed() > slowest.0 {
                slowest = (begun.elapsed(), input);
            }
        }
        if time.is_some() {
            let saved = save(&format!("{}-slowest", self.name), &slowest.1);
            eprintln!("{}: {round} inputs, the slowest took {:?}: {}", self.name, slowest.0, saved.display());
        }
    }

    fn fail(&self, input: Vec<u8>, passes: impl Fn(&[u8]) -> bool) -> ! {
        let hook = std::panic::take_hook();
        std::panic::set_hook(Box::new(|_| {}));
        let small = smaller(input, &passes);
        std::panic::set_hook(hook);
        // Once more, to be heard.
        passes(&small);
        let saved = save(&format!("{}-{:016x}", self.name, number_of(&small)), &small);
        panic!("{} does not hold for {}:\n{}", self.name, saved.display(), small.escape_ascii());
    }

    fn corpus(&self) -> Vec<Vec<u8>> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let own = Some(root.join("tests/fuzz").join(self.name)).filter(|own| own.is_dir());
        let folders = own.into_iter().chain(self.seeds.iter().map(|seed| root.join(seed)));
        folders.flat_map(files).filter_map(|file| std::fs::read(file).ok()).collect()
    }

    fn mutated(&self, seeds: &[Vec<u8>], random: &mut Rng) -> Vec<u8> {
        let mut bytes = seeds[random.usize(..seeds.len())].clone();
        // Several small changes, and now and then many.
        let changes = if random.u8(..8) == 0 { random.usize(1..40) } else { random.usize(1..6) };
        for _ in 0..changes {
            self.change(&mut bytes, seeds, random);
        }
        bytes.truncate(LONGEST);
        bytes
    }

    fn change(&self, bytes: &mut Vec<u8>, seeds: &[Vec<u8>], random: &mut Rng) {
        let at = random.usize(..=bytes.len());
        let end = bytes.len().min(at + random.usize(..60));
        match random.u8(..14) {
            0 if at < bytes.len() => bytes[at] = random.u8(..),
            1 if at < bytes.len() => bytes[at] ^= 1 << random.u8(..8),
            2 => drop(bytes.drain(at..end)),
            3 => {
                let piece = bytes[at..end].to_vec();
                let to = random.usize(..=bytes.len());
                bytes.splice(to..to, piece);
            }
            4 => {
                let times = 1 << random.u8(..7);
                let piece = bytes[at..end.min(at + 8)].repeat(times);
                bytes.splice(at..at, piece);
            }
            5 => {
                let other = &seeds[random.usize(..seeds.len())];
                let from = random.usize(..=other.len());
                let piece = other[from..other.len().min(from + random.usize(..400))].to_vec();
                bytes.splice(at..end, piece);
            }
            6 => {
                let other = &seeds[random.usize(..seeds.len())];
                bytes.truncate(at);
                bytes.extend(&other[random.usize(..=other.len())..]);
            }
            7 => change_a_line(bytes, random),
            8 if random.u8(..4) == 0 => *bytes = other_line_ends(bytes),
            9 => {
                bytes.insert(at, random.u8(b' '..127));
            }
            _ if self.words.is_empty() => {}
            10 => {
                let word = self.words[random.usize(..self.words.len())];
                bytes.splice(at..end, word.bytes());
            }
            _ => {
                let word = self.words[random.usize(..self.words.len())];
                bytes.splice(at..at, word.bytes());
            }
        }
    }
}

/// A line taken away, doubled, or moved to the top.
fn change_a_line(bytes: &mut Vec<u8>, random: &mut Rng) {
    let mut lines: Vec<Vec<u8>> = bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    if lines.is_empty() {
        return;
    }
    let (at, to) = (random.usize(..lines.len()), random.usize(..lines.len()));
    match random.u8(..3) {
        0 => drop(lines.remove(at)),
        1 => lines.insert(to, lines[at].clone()),
        _ => lines.swap(at, to),
    }
    *bytes = lines.concat();
}

fn other_line_ends(bytes: &[u8]) -> Vec<u8> {
    let bare: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != b'\r').collect();
    let crlf = |byte: &u8| if *byte == b'\n' { vec![b'\r', b'\n'] } else { vec![*byte] };
    if bare.len() < bytes.len() { bare } else { bare.iter().flat_map(crlf).collect() }
}

/// A smaller input that fails too: pieces are taken out, large ones first.
fn smaller(mut input: Vec<u8>, passes: &impl Fn(&[u8]) -> bool) -> Vec<u8> {
    let mut length = input.len() / 2;
    let mut left = SHRINKING;
    while length > 0 {
        let mut at = 0;
        while at < input.len() && left > 0 {
            let mut without = input.clone();
            without.drain(at..input.len().min(at + length));
            left -= 1;
            if passes(&without) {
                at += length;
            } else {
                input = without;
            }
        }
        length /= 2;
    }
    input
}

fn save(name: &str, input: &[u8]) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/fuzz");
    std::fs::create_dir_all(&folder).expect("made");
    let file = folder.join(name);
    std::fs::write(&file, input).expect("written");
    file
}

/// The files of a folder and of those below it, in order; a file is itself.
fn files(path: PathBuf) -> Vec<PathBuf> {
    if !path.is_dir() {
        return vec![path];
    }
    let mut inside: Vec<PathBuf> = std::fs::read_dir(&path).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    inside.sort();
    inside.into_iter().flat_map(files).collect()
}

/// FNV-1a.
fn number_of(input: &[u8]) -> u64 {
    input.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
