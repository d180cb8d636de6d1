//! Makes a difference readable: what stayed by chance between two changes goes with them, and a change begins and
//! ends where a phrase does.

use super::{Piece, Stretch, weight};

/// Of a paragraph's changed part less than this share stayed: it was rewritten.
const REWRITTEN: f64 = 0.3;
/// Cells from which what went or came is a phrase.
const PHRASE: usize = 8;

/// Moves what only came or only went to where it begins or ends a sentence or a phrase, as far as the text
/// beside it is the same.
pub(super) fn slide(stretches: &mut [Stretch], old: &[Piece<'_>], new: &[Piece<'_>]) {
    for at in 1..stretches.len().saturating_sub(1) {
        let (only_old, only_new) = (stretches[at].new.is_empty(), stretches[at].old.is_empty());
        if stretches[at].is_equal || !(only_old || only_new) {
            continue;
        }
        let (pieces, own) = if only_old { (old, stretches[at].old.clone()) } else { (new, stretches[at].new.clone()) };
        let (before, after) = (stretches[at - 1].old.len(), stretches[at + 1].old.len());
        let left = (0..before.min(own.start)).take_while(|step| pieces[own.start - 1 - step] == pieces[own.end - 1 - step]).count();
        let right = (0..after.min(pieces.len() - own.end)).take_while(|step| pieces[own.start + step] == pieces[own.end + step]).count();
        let edge = |at: usize| edge(pieces, at);
        let value = |shift: isize| {
            let moved = |at: usize| at.saturating_add_signed(shift);
            (edge(moved(own.start)) + edge(moved(own.end)), std::cmp::Reverse(shift.unsigned_abs()))
        };
        let (left, right) = (isize::try_from(left).unwrap_or(0), isize::try_from(right).unwrap_or(0));
        let Some(best) = (-left..=right).max_by_key(|shift| value(*shift)) else { continue };
        let moved = |at: &mut usize| *at = at.saturating_add_signed(best);
        let (first, rest) = stretches.split_at_mut(at);
        let (own, last) = rest.split_at_mut(1);
        [&mut first[at - 1].old.end, &mut first[at - 1].new.end].into_iter().for_each(moved);
        [&mut own[0].old.start, &mut own[0].old.end, &mut own[0].new.start, &mut own[0].new.end].into_iter().for_each(moved);
        [&mut last[0].old.start, &mut last[0].new.start].into_iter().for_each(moved);
    }
}

/// How well a change may begin or end before the piece at `at`.
fn edge(pieces: &[Piece<'_>], at: usize) -> usize {
    let Some(before) = at.checked_sub(1).and_then(|before| pieces.get(before)) else { return 4 };
    match before.text.chars().next_back() {
        Some('\n' | '\r') => 4,
        Some('。' | '！' | '？' | '；' | '.' | '!' | '?' | ';') => 3,
        Some('，' | '、' | '：' | ',' | ':' | '」' | '』' | '）' | ')') => 2,
        Some(c) if c.is_whitespace() => 1,
        _ => 0,
    }
}

/// Takes what stayed into the changes around it where it is no more than either of them; a line break that stayed
/// stays a border.
pub(super) fn merge(stretches: Vec<Stretch>, old: &[Piece<'_>], new: &[Piece<'_>]) -> Vec<Stretch> {
    let mut merged: Vec<Stretch> = Vec::new();
    for paragraph in paragraphs(stretches, old) {
        let before = merged.len();
        for stretch in paragraph {
            merged.push(stretch);
            while merged.len() >= before + 3 && is_island(&merged[merged.len() - 3..], old, new) {
                let end = merged.len();
                join(&mut merged, end - 3..end);
            }
        }
        if is_rewritten(&merged[before..], old, new) {
            let end = merged.len();
            let first = merged[before..].iter().position(|stretch| !stretch.is_equal).unwrap_or(0);
            let last = merged[before..].iter().rposition(|stretch| !stretch.is_equal).map_or(end, |last| before + last + 1);
            join(&mut merged, before + first..last);
        }
    }
    merged
}

fn join(stretches: &mut Vec<Stretch>, range: std::ops::Range<usize>) {
    let part = &stretches[range.clone()];
    if let (Some(first), Some(last)) = (part.first(), part.last()) {
        let joined = Stretch { old: first.old.start..last.old.end, new: first.new.start..last.new.end, is_equal: false };
        stretches.splice(range, [joined]);
    }
}

/// The stretches parted at the line breaks that stayed; each such break is a part of its own.
fn paragraphs(stretches: Vec<Stretch>, old: &[Piece<'_>]) -> Vec<Vec<Stretch>> {
    let is_break = |piece: &Piece<'_>| piece.text.ends_with(['\n', '\r']);
    let mut paragraphs = vec![Vec::new()];
    for stretch in stretches {
        if !stretch.is_equal {
            paragraphs.last_mut().expect("one is there").push(stretch);
            continue;
        }
        let mut from = stretch.old.start;
        let take = |from: usize, to: usize, paragraphs: &mut Vec<Vec<Stretch>>| {
            if from < to {
                let shift = |at: usize| stretch.new.start + (at - stretch.old.start);
                paragraphs.last_mut().expect("one is there").push(Stretch { old: from..to, new: shift(from)..shift(to), is_equal: true });
            }
        };
        for at in stretch.old.clone().filter(|at| is_break(&old[*at])) {
            take(from, at, &mut paragraphs);
            paragraphs.push(Vec::new());
            take(at, at + 1, &mut paragraphs);
            paragraphs.push(Vec::new());
            from = at + 1;
        }
        take(from, stretch.old.end, &mut paragraphs);
    }
    paragraphs
}

fn weight_of(pieces: &[Piece<'_>]) -> usize {
    pieces.iter().filter(|piece| !piece.is_moved).map(|piece| weight(piece.text)).sum()
}

/// Whether of change, equal, change the equal is no more than either change.
fn is_island(three: &[Stretch], old: &[Piece<'_>], new: &[Piece<'_>]) -> bool {
    let [left, middle, right] = three else { return false };
    if left.is_equal || !middle.is_equal || right.is_equal {
        return false;
    }
    let size = |stretch: &Stretch| weight_of(&old[stretch.old.clone()]).max(weight_of(&new[stretch.new.clone()]));
    let kept = weight_of(&old[middle.old.clone()]);
    // A mark alone between two words that only went, or only came, may stay; between phrases it stayed by chance.
    let replaces = |stretch: &Stretch| !stretch.old.is_empty() && !stretch.new.is_empty();
    let smaller = size(left).min(size(right));
    kept <= smaller && (kept > 0 || replaces(left) || replaces(right) || smaller >= PHRASE)
}

/// Whether so little of a paragraph's part stayed that it reads as a new one.
fn is_rewritten(stretches: &[Stretch], old: &[Piece<'_>], new: &[Piece<'_>]) -> bool {
    let weigh = |pieces: &[Piece<'_>], range: fn(&Stretch) -> std::ops::Range<usize>, equal: bool| -> usize {
        stretches.iter().filter(|stretch| stretch.is_equal == equal).map(|stretch| weight_of(&pieces[range(stretch)])).sum()
    };
    let (kept, went, came) =
        (weigh(old, |s| s.old.clone(), true), weigh(old, |s| s.old.clone(), false), weigh(new, |s| s.new.clone(), false));
    let changed = stretches.iter().filter(|stretch| !stretch.is_equal).count();
    changed > 1 && went > 0 && came > 0 && (kept as f64) < REWRITTEN * (kept + went.max(came)) as f64
}
