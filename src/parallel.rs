//! Work on all cores, results in order. The one address of rayon.

use rayon::prelude::*;

/// Applies `work` to every item; the results come in the order of the items.
pub(crate) fn map<I: Send, T: Send>(items: Vec<I>, work: impl Fn(I) -> T + Sync + Send) -> Vec<T> {
    items.into_par_iter().with_min_len(16).map(work).collect()
}

/// As [`map`], a thousand items at a time: what comes of them is taken on before the next are begun, so that few are held in
/// both forms. How many are to come is known.
pub(crate) fn map_by_turns<I: Send, T: Send>(items: Vec<I>, work: impl Fn(I) -> T + Sync + Send) -> impl Iterator<Item = T> {
    const TURN: usize = 1024;
    let left = items.len();
    let mut items = items.into_iter();
    let turns = std::iter::from_fn(move || {
        let turn: Vec<I> = items.by_ref().take(TURN).collect();
        (!turn.is_empty()).then(|| map(turn, &work))
    });
    Counted { items: turns.flatten(), left }
}

/// Items of which it is known how many are left.
struct Counted<Items> {
    items: Items,
    left: usize,
}

impl<Items: Iterator> Iterator for Counted<Items> {
    type Item = Items::Item;

    fn next(&mut self) -> Option<Items::Item> {
        self.left = self.left.saturating_sub(1);
        self.items.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

/// As [`map`], of items that each take long enough to be handed over alone.
pub(crate) fn map_long<I: Send, T: Send>(items: Vec<I>, work: impl Fn(I) -> T + Sync + Send) -> Vec<T> {
    items.into_par_iter().map(work).collect()
}

/// Does two things at once.
pub(crate) fn both<A: Send, B: Send>(one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B + Send) -> (A, B) {
    rayon::join(one, other)
}
