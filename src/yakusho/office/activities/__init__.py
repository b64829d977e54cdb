"""Room of the office: trainings, briefings, drills, outreach and meetings (活動)."""
