"""Replay Tuesday in five minutes: the starred scenes, giver's screen left, receiver's right. Demo only."""
