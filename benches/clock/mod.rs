//! What a run has cost. Reads `/proc`, so it runs on Linux.

use std::fs;

/// Processor time of this process.
pub(crate) struct Clock(f64);

impl Clock {
    pub(crate) fn start() -> Self {
        Self(processor_seconds())
    }

    /// Seconds since the last lap.
    pub(crate) fn lap(&mut self) -> f64 {
        let before = std::mem::replace(&mut self.0, processor_seconds());
        self.0 - before
    }
}

/// User and system time, in seconds; the kernel counts in hundredths.
fn processor_seconds() -> f64 {
    let line = fs::read_to_string("/proc/self/stat").expect("/proc is there on Linux");
    let after_name = line.rsplit(") ").next().expect("the name is in brackets");
    let ticks = after_name.split(' ').skip(11).take(2).map(|n| n.parse::<f64>().expect("a number"));
    ticks.sum::<f64>() / 100.0
}

/// The most memory that this process ever held, in megabytes.
pub(crate) fn highest_memory() -> u64 {
    let lines = fs::read_to_string("/proc/self/status").expect("/proc is there on Linux");
    let peak = lines.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = peak.and_then(|rest| rest.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    kilobytes.expect("a size") / 1024
}
