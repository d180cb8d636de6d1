//! The contents of many files of the past in one process.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::Stdio;

use super::command::{not_started, quiet};
use crate::error::Result;

/// Contents by name.
pub(crate) type Texts = BTreeMap<String, Vec<u8>>;

/// Bytes that are kept of all contents together: what goes beyond is left out, so that no repository fills the memory.
const ALL_LIMIT: u64 = 512 * 1024 * 1024;

/// Reads contents. Those that are not here (a partial clone), no files, or larger than `limit` bytes are left out.
///
/// # Errors
/// When git cannot be started.
pub(crate) fn read_blobs(folder: &Path, blobs: &BTreeSet<String>, limit: u64) -> Result<Texts> {
    if blobs.is_empty() {
        return Ok(Texts::new());
    }
    let asked: String = blobs.iter().map(|blob| format!("{blob}\n")).collect();
    let mut command = quiet(folder);
    command.args(["cat-file", "--batch", "--buffer"]).stdin(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().map_err(|error| not_started(&error))?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let texts = std::thread::scope(|scope| {
        scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(asked.as_bytes())));
        stdout.map(|stdout| read_answers(BufReader::with_capacity(1 << 16, stdout), limit)).unwrap_or_default()
    });
    let _ = child.wait();
    Ok(texts)
}

/// `NAME TYPE SIZE`, the bytes, a line break; or `NAME missing`.
fn read_answers(mut answers: impl BufRead, limit: u64) -> Texts {
    let mut texts = Texts::new();
    let mut kept = 0;
    let mut head = String::new();
    loop {
        head.clear();
        if answers.read_line(&mut head).unwrap_or(0) == 0 {
            return texts;
        }
        let mut parts = head.split_whitespace();
        let (name, kind, size) = (parts.next().unwrap_or_default(), parts.next(), parts.next().and_then(|size| size.parse::<u64>().ok()));
        let Some(size) = size else { continue };
        if kind != Some("blob") || size > limit || kept + size > ALL_LIMIT {
            let _ = std::io::copy(&mut answers.by_ref().take(size + 1), &mut std::io::sink());
            continue;
        }
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0) + 1);
        if answers.by_ref().take(size + 1).read_to_end(&mut bytes).is_err() || bytes.len() as u64 != size + 1 {
            return texts;
        }
        bytes.pop();
        kept += size;
        texts.insert(name.to_owned(), bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_is_there_and_passes_over_the_rest() {
        let answers = "aa blob 3\nx\ny\nbb missing\ncc blob 5\n12345\ndd tree 2\n12\nee blob 0\n\nff blob 9\ncut";
        let texts = read_answers(answers.as_bytes(), 4);
        let expected: Texts = [("aa", "x\ny"), ("ee", "")].map(|(name, text)| (name.into(), text.into())).into();
        assert_eq!(texts, expected);
    }
}
