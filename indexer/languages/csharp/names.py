"""Names of C# that nearly every file uses on the platform's own types, so that a use of one tells nothing of whose it is."""

from __future__ import annotations

from ...gathering import words

__all__ = ["PLATFORM", "PLATFORM_GENERICS", "PLATFORM_METHODS"]

PLATFORM = words("System Microsoft.CSharp Microsoft.VisualBasic Microsoft.Win32 Windows Internal")
"""Namespaces of the base class library; those of packages begin with the name of the package."""

PLATFORM_GENERICS = words(
    "Action Collection Comparer Dictionary EventHandler Expression Func HashSet ICollection IComparer IDictionary IEnumerable "
    "IEnumerator IList KeyValuePair Lazy LinkedList List Memory Nullable Predicate Queue Span Stack Task Tuple ValueTask ValueTuple"
)
"""Generic types of the base class library, which a type of that name without parameters does not hide (`class List` and `List<int>`)."""

PLATFORM_METHODS = words(
    "Add AddRange Aggregate All Any Append AppendLine Average Cast Clear Clone Close Combine Compare CompareTo Concat "
    "ConfigureAwait Contains ContainsKey ContainsValue Copy CopyTo CopyToAsync Count Dequeue Dispose DisposeAsync Distinct "
    "DistinctBy ElementAt EndsWith Enqueue Equals Except Exists FindAll FindIndex First FirstOrDefault Flush FlushAsync "
    "ForEach Format GetAwaiter GetBytes GetEnumerator GetHashCode GetString GetType GetValue GroupBy IndexOf Insert Intersect "
    "Invoke Join Last LastIndexOf LastOrDefault Max MaxBy Min MinBy MoveNext OfType OrderBy OrderByDescending PadLeft "
    "PadRight Parse Peek Pop Prepend Push Read ReadAsync ReadLine ReadToEnd Remove RemoveAll RemoveAt Replace Reverse Round "
    "Select SelectMany SendAsync SequenceEqual Single SingleOrDefault Skip SkipWhile Slice Sort Split StartsWith Substring Sum Take "
    "TakeWhile ThenBy ToArray ToDictionary ToHashSet ToList ToLookup ToLower ToLowerInvariant ToString ToUpper "
    "ToUpperInvariant Trim TrimEnd TrimStart TryAdd TryGetValue TryParse Union Wait WaitAsync Where Write WriteAsync "
    "WriteLine Zip "
    "GetConstructor GetConstructors GetField GetFields GetGenericArguments GetInterfaces GetMember GetMembers GetMethod "
    "GetMethods GetProperties GetProperty IsAssignableFrom"
)
"""Methods of strings, collections, LINQ, streams, tasks, dates, HTTP clients and, in the last two lines, of `Type` (https://learn.microsoft.com/dotnet/api/)."""
