//! Waiting: for replies, and before asking. Kaplan–Meier, never a mean of those who answered.

use serde::Serialize;

use super::stats::Asked;
use crate::calendar::days_between;
use crate::insight::{Insight, NudgeAfter};
use crate::journal::Request;
use crate::statistics::{Curve, Step, Wait};

/// Days of silence for which the chance of a reply is told.
const SILENCES: [u32; 5] = [0, 7, 14, 21, 28];
/// Within so many days.
const WITHIN: u32 = 7;

/// The wait for the first reply since the first send.
#[derive(Serialize)]
pub(crate) struct TimeToReply {
    n: usize,
    events: usize,
    /// The day by which half had a reply; `None` while that is not so.
    pub(crate) median_days: Option<u32>,
    #[serde(rename = "curve", serialize_with = "steps")]
    /// The share that still waits.
    pub(crate) curve: Curve,
}

fn steps<S: serde::Serializer>(curve: &Curve, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(curve.steps.iter().map(|step: &Step| step))
}

impl TimeToReply {
    pub(super) fn of(curve: Curve) -> TimeToReply {
        TimeToReply { n: curve.n, events: curve.events(), median_days: curve.median(), curve }
    }
}

/// The chance of a reply after some days of silence.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(crate) struct NextDays {
    /// Days without a reply, and without a nudge.
    pub(crate) silent_for: u32,
    /// Within so many more days.
    pub(crate) within: u32,
    /// The chance; `None` where nobody was watched so long.
    pub(crate) probability: Option<f64>,
    /// Letters that were unanswered then, and of which it is known what the days after brought.
    #[serde(skip)]
    pub(crate) n: usize,
}

/// For each length of silence, from the waits without a nudge's help.
pub(super) fn next_days(curve: &Curve) -> Vec<NextDays> {
    let next = |silent_for| NextDays {
        silent_for,
        within: WITHIN,
        probability: if curve.n == 0 { None } else { curve.chance(silent_for, WITHIN) },
        n: curve.known(silent_for, WITHIN),
    };
    SILENCES.map(next).to_vec()
}

/// When an unanswered letter is followed up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct NudgeJson {
    /// So many days after the last send.
    pub(crate) days: u32,
    /// Business or civil days.
    pub(crate) unit: &'static str,
    /// Where the number comes from.
    pub(crate) from: &'static str,
    /// The replies that tell so; 0 where they do not.
    #[serde(skip)]
    pub(crate) replies: usize,
}

impl NudgeJson {
    pub(super) fn of(nudge: NudgeAfter) -> NudgeJson {
        match nudge {
            NudgeAfter::Setting(days) => NudgeJson { days, unit: "business", from: "setting", replies: 0 },
            NudgeAfter::Usual(days) => NudgeJson { days, unit: "business", from: "default", replies: 0 },
            NudgeAfter::Own { days, replies } => NudgeJson { days, unit: "civil", from: "own-data", replies },
        }
    }
}

/// The smoke clock: from the day the need was felt to the day of asking.
#[derive(Serialize)]
pub(crate) struct Smoke {
    /// Letters and drafts that say when the need was felt.
    pub(crate) n: usize,
    /// The day by which half had asked; `None` while that is not so.
    pub(crate) median_days: Option<u32>,
    /// The share that has not asked yet.
    #[serde(skip)]
    pub(crate) curve: Curve,
}

impl Smoke {
    /// Over the letters that ask and their drafts.
    pub(super) fn of(insight: &Insight<'_>, asked: &Asked<'_>) -> Smoke {
        let letters = insight.journal.requests.iter().filter(|request| request.kind.is_letter() && (asked.takes)(request));
        let curve = Curve::of(letters.filter_map(|request| before_asking(request, insight)).collect());
        Smoke { n: curve.n, median_days: curve.median(), curve }
    }
}

/// A draft is cut off now, one that was put away on that day.
fn before_asking(request: &Request, insight: &Insight<'_>) -> Option<Wait> {
    let (now, facts) = (insight.journal.now, &request.facts);
    if facts.contradict(now.zone) {
        return None;
    }
    let noticed = facts.noticed?.day(now.zone);
    let end = facts.sent.or(facts.closed).map_or(now.today(), |moment| moment.day(now.zone));
    Some(Wait { days: u32::try_from(days_between(noticed, end)).ok()?, came: facts.sent.is_some() })
}
