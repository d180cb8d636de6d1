//! What of some messages became no part of an entry: noted one by one, at an import again only counted.

use super::letter_remarks::Remarks;
use super::letters::{Work, moment};
use super::mailbox::Mailbox;
use crate::cli::open::Open;
use crate::error::Result;
use crate::interchange::{Nature, Planned};

/// Notes them. At an import again of which nothing is new (`is_again`), what was left outside the last time is counted, not named anew.
///
/// # Errors
/// A failure to read a message.
pub(super) fn note<M: Mailbox>(open: &Open, work: &Work<'_, '_>, is_again: bool, mailbox: &mut M, remarks: &mut Remarks) -> Result<()> {
    let Work { letters, plan, known, .. } = work;
    let came = |entry: &&Planned| known.get(&letters[entry.letter].key).is_none_or(|request| request.source.is_some());
    let newest = plan
        .entries
        .iter()
        .filter(came)
        .flat_map(|entry| entry.replies.iter().chain([&entry.letter]))
        .filter_map(|at| letters[*at].at)
        .max();
    let is_old = |at: usize| is_again && (letters[at].nature == Nature::Automatic || letters[at].at <= newest);
    let left = [&plan.automatic, &plan.others, &plan.notes, &plan.calendar, &plan.passed_on];
    remarks.again_outside = left.into_iter().flatten().filter(|at| is_old(**at)).count();
    let new = |left: &[usize]| left.iter().copied().filter(|at| !is_old(*at)).collect::<Vec<usize>>();
    for at in new(&plan.passed_on) {
        let name = mailbox.read(at)?.and_then(|read| Some(read.people.first()?.shown().to_owned()));
        remarks.passed_on.push((mailbox.place(at), name.unwrap_or_default()));
    }
    let all = |left: &[usize]| new(left).into_iter().map(|letter| mailbox.place(letter)).collect();
    remarks.notes = all(&plan.notes);
    remarks.calendar = all(&plan.calendar);
    remarks.others = all(&plan.others);
    let day = |letter: &usize| moment(open, &letters[*letter]).map(|at| at.day(open.journal.now.zone).to_string());
    remarks.automatic = new(&plan.automatic).iter().map(|at| (mailbox.place(*at), day(at))).collect();
    Ok(())
}
