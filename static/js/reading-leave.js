// At sign-out: first what was written without a connection is sent, then nothing is left here.
import { sendWaiting, throwAllAway } from "./reading-store.js";

let warned = false;

export async function leave(form) {
  const { left } = await sendWaiting();
  if (left && !warned) {
    warned = true;
    const notes = left === 1 ? "1 note" : `${left} notes`;
    const notice = document.createElement("div");
    notice.className = "notice notice--error";
    notice.setAttribute("role", "alert");
    notice.tabIndex = -1;
    notice.textContent = `${notes} that you wrote without a connection could not be sent. Open the papers to send them, or sign out again to throw them away.`;
    document.getElementById("problem").replaceChildren(notice);
    notice.focus();
    return;
  }
  await throwAllAway();
  form.submit();
}
