//! A threshold that the settings give to a rule.

use crate::text::script::HAN_PER_WORD;

/// A number for every language, or one each.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Threshold {
    /// Units, or a count.
    Number(f64),
    /// 字 (or a count) in Chinese, words (or a count) in English; the default where one is not given.
    ByLanguage {
        /// For Chinese messages.
        zh: Option<f64>,
        /// For English ones.
        en: Option<f64>,
    },
}

impl Threshold {
    /// In units: 字 count 1 / 1.6.
    pub(crate) fn units(self, chinese: bool) -> Option<f64> {
        match self {
            Threshold::Number(units) => Some(units),
            Threshold::ByLanguage { zh, .. } if chinese => zh.map(|characters| characters / HAN_PER_WORD),
            Threshold::ByLanguage { en, .. } => en,
        }
    }

    /// As a count of things.
    pub(crate) fn count(self, chinese: bool) -> Option<f64> {
        match self {
            Threshold::Number(count) => Some(count),
            Threshold::ByLanguage { zh, en } => {
                if chinese {
                    zh
                } else {
                    en
                }
            }
        }
    }
}
