namespace Pentimento.Engine.Vision;

/// <summary>A face that was found.</summary>
/// <param name="Box">From the forehead to the chin, without hair and ears.</param>
/// <param name="Score">How sure the detector is, 0 to 1.</param>
/// <param name="Points">Where its parts are.</param>
public sealed record DetectedFace(Box Box, float Score, FacePoints Points);

/// <summary>Parts of a face. Right and left are the person's own: the right eye of someone who looks at the camera is on the left.</summary>
/// <param name="Nose">Its tip.</param>
/// <param name="Mouth">Its middle.</param>
/// <param name="RightEar">The tragion, before the ear canal; a guess where the ear is hidden.</param>
/// <param name="LeftEar">Likewise.</param>
public sealed record FacePoints(
    PicturePoint RightEye, PicturePoint LeftEye, PicturePoint Nose, PicturePoint Mouth, PicturePoint RightEar, PicturePoint LeftEar);
