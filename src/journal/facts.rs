//! The facts of a request that happen one after another, and which of them are there at a moment.

use super::words::{CloseReason, Outcome};
use crate::calendar::{Moment, Now, Zone};

/// When a reply came.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Replied {
    /// Its day or time.
    At(Moment),
    /// `yes`: the day was not noted.
    Sometime,
}

impl Replied {
    /// The day or time, where it was noted.
    pub(crate) fn moment(self) -> Option<Moment> {
        match self {
            Replied::At(moment) => Some(moment),
            Replied::Sometime => None,
        }
    }
}

/// What happened, and when.
#[derive(Clone, Debug, Default)]
pub(crate) struct Facts {
    /// When the need was first felt.
    pub(crate) noticed: Option<Moment>,
    /// 發送時間.
    pub(crate) sent: Option<Moment>,
    /// 回覆與否.
    pub(crate) replied: Option<Replied>,
    /// What the reply brought.
    pub(crate) outcome: Vec<Outcome>,
    /// When the user stopped waiting.
    pub(crate) closed: Option<Moment>,
    /// Why.
    pub(crate) close_reason: Option<CloseReason>,
}

impl Facts {
    /// Tells whether the dates contradict each other: such an entry is listed, and left out of the numbers.
    pub(crate) fn contradict(&self, zone: Zone) -> bool {
        let before = |later: Option<Moment>, earlier: Option<Moment>| matches!((later, earlier), (Some(later), Some(earlier)) if later.compare(earlier, zone).is_lt());
        let replied = self.replied.and_then(Replied::moment);
        before(replied, self.sent) || before(self.sent, self.noticed) || before(self.closed, self.sent)
    }

    /// Which of noticed, sent, replied and closed are there.
    pub(super) fn are_there(&self) -> [bool; 4] {
        [self.noticed.is_some(), self.sent.is_some(), self.replied.is_some(), self.closed.is_some()]
    }

    /// Whether nothing is missing of the facts that these were taken from.
    pub(super) fn is_all_of(&self, written: &Facts) -> bool {
        let rest = |facts: &Facts| (facts.are_there(), facts.outcome.len(), facts.close_reason);
        rest(self) == rest(written)
    }

    /// The facts that exist at `now`: later ones are absent.
    pub(crate) fn as_of(&self, now: Now) -> Facts {
        let past = |moment: Option<Moment>| moment.filter(|moment| !now.is_before(*moment));
        let sent = past(self.sent);
        let replied = self.replied.filter(|replied| match replied {
            Replied::At(moment) => !now.is_before(*moment),
            Replied::Sometime => self.sent.is_none() || sent.is_some(),
        });
        let closed = past(self.closed);
        Facts {
            noticed: past(self.noticed),
            sent,
            replied,
            outcome: if replied.is_some() { self.outcome.clone() } else { Vec::new() },
            closed,
            close_reason: closed.and(self.close_reason),
        }
    }
}
