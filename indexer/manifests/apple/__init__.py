"""Swift packages, CocoaPods and Carthage."""
