"""What measurably brings people back: experiments read honestly, and planned."""
