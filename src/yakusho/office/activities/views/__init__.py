"""Pages of the room, by what people come for: lists, one activity, planning, attendance, files, questions, reports."""
