"""Two runs → what differs: integers only, every project and every payment of either side in exactly one place."""
